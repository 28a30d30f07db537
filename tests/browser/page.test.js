// The search page as its visitors use it: with a mouse, with a keyboard alone, without JavaScript,
// on a small screen, in the dark and on paper.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { checkAxe, closeAll, openBrowser, openPage, screenshot, startSpeur, writeFolder } from './support.js';

const small = { viewport: { width: 320, height: 640 } };
const wide = { viewport: { width: 1200, height: 900 } };

/** What can be on the screen, by its URL; `then`: what to do there first. */
const states = {
  start: { url: '/' },
  results: { url: '/?q=subsidie' },
  'second-page': { url: '/?q=gemeente&page=2' },
  filtered: { url: '/?q=aanvragen&filter=soort=product&filter=doelgroep=inwoner&to.datum=2025-12-31' },
  sorted: { url: '/?sort=datum:desc' },
  'no-hits': { url: '/?q=qqqzzz&filter=soort=product&filter=wijk=centrum' },
  'no-hits-for-filters': { url: '/?q=hondenbelasting&filter=soort=begrip&filter=wijk=centrum' },
  definition: { url: '/?q=dpia' },
  correction: { url: '/?q=subsidei' },
  'missing-word': { url: '/?q=fiets+qqqzzz' },
  'wrong-date': { url: '/?q=subsidie&from.datum=gisteren' },
  'beyond-the-end': { url: '/?q=subsidie&page=40' },
  english: { url: '/?q=moving&lang=en' },
  suggestions: {
    url: '/',
    then: async (page) => {
      await field(page).pressSequentially('subs');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
};

const field = (page) => page.getByRole('searchbox').or(page.getByRole('combobox', { name: /zoekt/ }));
const summary = (page) => page.locator('#speur-results');
const hits = (page) => page.locator('.speur-hit');
const value = (page, name) => page.getByRole('checkbox', { name });

async function waitForSummary(page, text) {
  await page.waitForFunction(
    (wanted) => document.querySelector('#speur-results')?.textContent.includes(wanted),
    text,
  );
}
const count = async (page) => parseInt(await summary(page).textContent(), 10);

/** That nothing is wider than the window. */
async function checkWidth(page) {
  const [inside, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(inside <= window, `${page.url()} is ${inside} wide in a window of ${window}`);
}

/** That what can be hit is at least 24 pixels high and wide (WCAG 2.2, 2.5.8), but in sentences. */
async function checkTargets(page) {
  const few = await page.evaluate(() =>
    [...document.querySelectorAll('a, button, summary, input, select, label.speur-value')]
      .filter((target) => !target.closest('p') && !target.matches('.speur-value input'))
      .filter((target) => target.checkVisibility() && !target.classList.contains('speur-skip'))
      .map((target) => [target.outerHTML.slice(0, 120), target.getBoundingClientRect()])
      .filter(([, box]) => box.width < 24 || box.height < 24)
      .map(([html, box]) => `${box.width} x ${box.height}: ${html}`),
  );
  assert.deepEqual(few, []);
}

describe('the search page', () => {
  let browser, speur;
  before(async () => {
    speur = await startSpeur();
    browser = await openBrowser();
  });
  after(closeAll);

  const open = async (url, options = wide) => {
    const page = await openPage(browser, options);
    await page.goto(speur.url + url);
    return page;
  };

  for (const [name, { url, then }] of Object.entries(states)) {
    it(`has no faults: ${name}`, async () => {
      const page = await open(url);
      await then?.(page);
      for (const [look, { size, colorScheme }] of Object.entries({
        wide: { size: wide.viewport, colorScheme: 'light' },
        dark: { size: wide.viewport, colorScheme: 'dark' },
        320: { size: small.viewport, colorScheme: 'light' },
      })) {
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme });
        await checkAxe(page);
        await checkWidth(page);
        await checkTargets(page);
        await screenshot(page, `page-${name}-${look}`);
      }
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });
  }

  it('finds while one types, filters, sorts, pages and goes back', async () => {
    const page = await open('/');
    await field(page).pressSequentially('gemeente');
    await waitForSummary(page, '‘gemeente’');
    const all = await count(page);
    await page.waitForURL('**/?q=gemeente');
    assert.match(await page.title(), /resultaten voor ‘gemeente’/);

    await field(page).press('Escape'); // the suggestions lie over what is below
    await value(page, /Product/).check();
    await page.getByRole('link', { name: 'Filter weghalen: Soort: Product' }).waitFor();
    const products = await count(page);
    assert.ok(products < all, `${products} of ${all}`);
    // Its own counts stay, so that another value can be added.
    assert.match(await page.locator('label', { hasText: 'Overzicht' }).textContent(), /\([1-9]/);

    await page.getByLabel('Sorteer op').selectOption('title:asc');
    await page.waitForURL('**sort=title*');
    const titles = await hits(page).getByRole('heading').allTextContents();
    assert.deepEqual(titles, [...titles].sort(new Intl.Collator('nl').compare));

    await page.getByRole('link', { name: 'Pagina 2' }).click();
    await page.waitForURL('**page=2*');
    await page.waitForFunction(() => document.activeElement.id === 'speur-results');
    assert.equal(await page.locator('.speur-hits').getAttribute('start'), '11');

    for (const [step, wanted] of [
      ['first page', products],
      ['best first', products],
      ['no filter', all],
    ]) {
      await page.goBack();
      await page.waitForFunction(
        (number) => parseInt(document.querySelector('#speur-results').textContent) === number,
        wanted,
      ).catch(() => assert.fail(`Back: ${step}`));
    }
    assert.equal(await value(page, /Product/).isChecked(), false);
    await page.goBack();
    await page.locator('.speur-start').waitFor();
    assert.equal(await field(page).inputValue(), '');
    await page.goForward();
    await waitForSummary(page, '‘gemeente’');
    assert.equal(await field(page).inputValue(), 'gemeente');
    assert.deepEqual(page.faults, []);
  });

  it('takes filters away, one by one and all at once', async () => {
    const page = await open(states.filtered.url);
    await page.getByRole('link', { name: 'Filter weghalen: Datum tot en met 31 december 2025' })
      .click();
    await page.waitForURL((url) => !url.searchParams.has('to.datum'));
    assert.equal(await page.locator('input[name="to.datum"]').inputValue(), '');
    await page.getByRole('link', { name: 'Alles wissen' }).click();
    await page.waitForURL('**/?q=aanvragen');
    assert.equal(await page.locator(':checked[name=filter]').count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'speur-results');
  });

  it('works with the keyboard alone', async () => {
    const page = await open('/');
    const press = (key) => page.keyboard.press(key);
    await press('/');
    await page.keyboard.type('subs');
    await page.getByRole('option').first().waitFor();
    const combobox = page.getByRole('combobox', { name: 'Waar zoekt u naar?' });
    assert.equal(await combobox.getAttribute('aria-expanded'), 'true');
    await press('ArrowUp');
    const last = await page.locator('[role=option]').last().getAttribute('id');
    assert.equal(await combobox.getAttribute('aria-activedescendant'), last);
    await press('ArrowDown');
    assert.equal(await combobox.getAttribute('aria-activedescendant'), null);
    await press('Escape');
    assert.equal(await combobox.getAttribute('aria-expanded'), 'false');
    assert.equal(await combobox.inputValue(), 'subs');
    await press('ArrowDown');
    await page.getByRole('option').first().waitFor();
    await press('ArrowDown');
    const first = await page.locator('[role=option][aria-selected=true]').textContent();
    await press('Enter');
    await waitForSummary(page, `‘${first}’`);
    assert.equal(await combobox.getAttribute('aria-expanded'), 'false');
    assert.equal(await combobox.inputValue(), first);

    // From the field to the first filter, past its fold.
    const focused = () => page.evaluate(() => document.activeElement.outerHTML);
    for (let i = 0; i < 20 && !(await focused()).includes('checkbox" form='); ++i) await press('Tab');
    await press(' ');
    await page.locator('.speur-chip').waitFor();
    assert.match(await focused(), /type="checkbox" form=/, 'the focus stays where it was');
    await press(' ');
    await page.locator('.speur-chip').waitFor({ state: 'detached' });
    for (let i = 0; i < 80 && !(await focused()).includes('hit'); ++i) {
      await press('Tab');
      if (await page.evaluate(() => document.activeElement.closest('.speur-hit') !== null)) break;
    }
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'a');
    assert.deepEqual(page.faults, []);
  });

  it('leaves the key / alone for who does not want it', async () => {
    const page = await open('/');
    await page.getByLabel('Met de toets / naar het zoekveld').uncheck();
    await page.reload();
    await page.locator('speur-zoek[data-ready]').waitFor();
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'body');
  });

  it('works without JavaScript', async () => {
    for (const look of [wide, small]) {
      const page = await open('/', { ...look, javaScriptEnabled: false });
      await page.locator('#speur-q').fill('aanvragen');
      await page.getByRole('button', { name: 'Zoeken' }).click();
      const all = await count(page);
      assert.ok(all > 10);
      if (look === small) await page.locator('.speur-filters-name').click();
      await page.getByText('Toon 4 meer').first().click();
      await value(page, /Product/).check();
      await page.getByLabel('Vanaf').first().fill('2020-01-01');
      // The panel is long: its button or Enter in any field.
      await page.locator('#speur-q').press('Enter');
      await page.getByRole('link', { name: /Soort: Product/ }).waitFor();
      await page.getByRole('link', { name: /Datum vanaf 1 januari 2020/ }).waitFor();
      assert.ok((await count(page)) < all);
      assert.match(page.url(), /q=aanvragen/);
      await screenshot(page, `page-no-script-${look === small ? 320 : 'wide'}`);
      await checkWidth(page);
      await page.goBack();
      assert.equal(await count(page), all);
      await page.getByRole('link', { name: 'Volgende' }).click();
      assert.equal(await page.locator('.speur-hits').getAttribute('start'), '11');
      await page.getByRole('link', { name: 'This page in English' }).click();
      await page.getByRole('button', { name: 'Search', exact: true }).waitFor();
      assert.equal(await page.locator('.speur-hits').getAttribute('start'), '11');
      await page.context().close();
    }
  });

  it('shows the answer to what was typed last, whatever comes first', async () => {
    const page = await open('/');
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route('**/fragment?*', async (route) => {
      if (new URL(route.request().url()).searchParams.get('q') === 'afval') await held;
      await route.continue().catch(() => {}); // it was called off
    });
    const asked = page.waitForRequest(/fragment\?q=afval&/);
    await field(page).fill('afval');
    await asked;
    await field(page).fill('subsidie');
    await waitForSummary(page, '‘subsidie’');
    release();
    await page.unrouteAll({ behavior: 'wait' });
    await field(page).fill('subsidie ');
    await page.waitForLoadState('networkidle');
    await waitForSummary(page, '‘subsidie’');
    assert.doesNotMatch(await page.content(), /‘afval’/);
    assert.deepEqual(page.faults, []);
  });

  it('changes nothing that is the same, and keeps what the visitor unfolded', async () => {
    const page = await open('/?q=subsidie');
    await page.getByText('Toon 4 meer').first().click();
    await page.evaluate(() => {
      window.first = document.querySelector('.speur-hit');
      window.body = document.querySelector('.speur-facets');
    });
    await field(page).fill('subsidie gemeente');
    await waitForSummary(page, 'gemeente');
    await field(page).fill('subsidie');
    await waitForSummary(page, '‘subsidie’');
    assert.ok(await page.evaluate(() => window.body === document.querySelector('.speur-facets')));
    assert.ok(await page.evaluate(() => document.querySelector('.speur-more').open));
    assert.ok(await page.evaluate(() => window.first.isConnected));
  });

  it('does not move the field while one types', async () => {
    const page = await open('/');
    const place = () => field(page).boundingBox();
    const first = await place();
    await field(page).pressSequentially('fietsenst');
    await waitForSummary(page, '‘fietsenst’');
    assert.deepEqual(await place(), first);
    // A word that is not finished finds what it may become.
    assert.match(await hits(page).first().textContent(), /Fietsenstalling/);
  });

  it('tells a screen reader the count, when one stops typing', async () => {
    const page = await open('/');
    await page.evaluate(() => {
      window.told = [];
      const status = document.querySelector('[role=status]');
      new MutationObserver(() => window.told.push(status.textContent)).observe(status, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    await field(page).pressSequentially('paspoort', { delay: 30 });
    await page.waitForFunction(() => window.told.length > 0);
    await waitForSummary(page, '‘paspoort’');
    const total = await count(page);
    assert.deepEqual(await page.evaluate(() => window.told), [`${total} resultaten`]);
    assert.equal(await page.locator('[role=status], [aria-live]').count(), 1);
  });

  it('finds values of a long facet', async () => {
    const towns = 'Almelo Borne Delden Diepenheim Enschede Goor Haaksbergen Hengelo Losser Rijssen ' +
      'Súdwest Tubbergen Vriezenveen Wierden';
    const pages = towns.split(' ').flatMap((town) =>
      [1, 2].map((n) => [`${town}-${n}.md`, `---\nplaats: ${town}\n---\n# Kermis ${n} in ${town}\n`]),
    );
    const fair = await startSpeur({ content: writeFolder(Object.fromEntries(pages)) });
    const page = await openPage(browser, wide);
    await page.goto(`${fair.url}/?q=kermis`);
    assert.equal(await value(page, /Wierden/).isVisible(), false);
    await page.getByLabel('Zoek in Plaats').fill('sudw');
    await value(page, /Súdwest/).check();
    await page.getByRole('link', { name: 'Filter weghalen: Plaats: Súdwest' }).waitFor();
    // What was typed there still counts, and is no part of the search.
    assert.equal(await value(page, /Wierden/).isVisible(), false);
    assert.match(page.url(), /\?q=kermis&filter=plaats%3DS%C3%BAdwest$/);
    await page.getByLabel('Zoek in Plaats').fill('utrecht');
    await page.getByText('Niets gevonden').waitFor();
    await checkAxe(page);
    await page.getByLabel('Zoek in Plaats').fill('');
    await value(page, /Wierden/).waitFor();
    await fair.stop();
  });

  it('needs no facets', async () => {
    const plain = await startSpeur({
      content: writeFolder({ 'een.md': '# Kermis\nDe kermis komt.\n', 'twee.md': '# Markt\n' }),
    });
    const page = await openPage(browser, wide);
    await page.goto(plain.url);
    await checkAxe(page);
    await field(page).fill('kermis');
    await waitForSummary(page, '1 resultaat');
    const box = await page.locator('.speur-main').boundingBox();
    assert.ok(box.width > 600, `the results are ${box.width} wide`);
    assert.equal(await page.getByText('Filters').count(), 0);
    await checkAxe(page);
    await screenshot(page, 'page-no-facets');
    await plain.stop();
  });

  it('says so when the server does not answer, and goes on when it does', async () => {
    const page = await open('/?q=subsidie');
    await page.route('**/fragment?*', (route) => route.fulfill({ status: 503, body: '' }));
    await field(page).fill('afval');
    await page.getByRole('alert').getByText('Zoeken lukt nu niet').waitFor();
    await checkAxe(page);
    await screenshot(page, 'page-failed');
    await page.unrouteAll();
    await field(page).fill('afval gft');
    await waitForSummary(page, '‘afval gft’');
    assert.equal(await page.locator('#speur-failed').isVisible(), false);
  });

  it('prints the results with their addresses', async () => {
    const page = await open('/?q=subsidie&filter=soort=product');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.speur-form').isVisible(), false);
    assert.equal(await page.locator('.speur-filters').isVisible(), false);
    assert.equal(await page.locator('.speur-chip').isVisible(), true);
    const address = await hits(page)
      .first()
      .locator('h3 a')
      .evaluate((link) => getComputedStyle(link, '::after').content);
    assert.match(address, /https:\/\/handboek\.waterweide\.example\.nl\//);
    await screenshot(page, 'page-print');
  });

  it('can be read in forced colours and at 400 %', async () => {
    const page = await open('/?q=subsidie&filter=soort=product', {
      ...wide,
      forcedColors: 'active',
    });
    await checkAxe(page);
    await screenshot(page, 'page-forced-colours');
    // A window of 1280 x 1024 at 400 %.
    const large = await open('/?q=algoritmes&filter=soort=maatregel', {
      viewport: { width: 320, height: 256 },
    });
    await checkWidth(large);
    await checkAxe(large);
  });
});
