// The life of <speur-zoek> in a page: it is moved, changed, doubled and kept by the browser, reads
// the addresses that visitors have, and is left alone by its server.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { checkAxe, closeAll, openBrowser, openPage, startSpeur, startStatic, writeFolder } from './support.js';

describe('the life of the element in a page', () => {
  let browser, speur, site;
  before(async () => {
    speur = await startSpeur({ options: ['--allow-origin', '*'] });
    const element = (more = '', inside = `<a href="${speur.url}/">Zoeken</a>`) =>
      `<speur-zoek src="${speur.url}"${more}>${inside}</speur-zoek>`;
    const document = (body) => `<!DOCTYPE html>
      <html lang="nl"><head><meta charset="utf-8"><title>Een site</title>
      <script src="${speur.url}/speur.js" defer></script></head><body><main>${body}</main></body></html>`;
    site = await startStatic({
      '/': writeFolder({
        'index.html': document(`${element()}<div id="elders"></div>`),
        'quiet.html': document(`${element(' history="none"')}<a href="#onder">Naar onder</a>`),
        'two.html': document(`<div hidden>${element()}</div>${element()}${element()}`),
        'shared-key.html': document(`${element()}<script>
          addEventListener('keydown', (event) => event.key === '/' && event.preventDefault(), true);
          </script>`),
        'bare.html': document(`${element('', '\n')}`),
        'script-only.html': document(''),
      }),
    });
    browser = await openBrowser();
  });
  after(closeAll);

  const open = async (url, prepare) => {
    const page = await openPage(browser, { viewport: { width: 1000, height: 800 } });
    await prepare?.(page);
    await page.goto(site.url + url);
    return page;
  };
  const field = (page) => page.locator('#speur-q:visible').first();
  const summary = (page, text) => page.locator('#speur-results').filter({ hasText: text });
  const move = (page) =>
    page.evaluate(() => document.getElementById('elders').append(document.querySelector('speur-zoek')));
  /** Holds back the first answer about `query`: {asked, release}. */
  const hold = async (page, query) => {
    let ask, release;
    const asked = new Promise((resolve) => (ask = resolve));
    const held = new Promise((resolve) => (release = resolve));
    let isFirst = true;
    await page.route(`**/fragment?q=${query}*`, async (route) => {
      const waits = isFirst;
      isFirst = false;
      ask();
      if (waits) await held;
      await route.continue().catch(() => {}); // it was called off
    });
    return { asked, release };
  };

  it('is moved while a search is due, and answers it', async () => {
    const page = await open('/');
    await field(page).fill('paspoort');
    await move(page);
    await summary(page, '‘paspoort’').waitFor();
    const { asked, release } = await hold(page, 'afval');
    await field(page).fill('afval');
    await asked;
    await move(page);
    await summary(page, '‘afval’').waitFor();
    release();
    assert.deepEqual(page.faults, []);
  });

  it('is put back at another address, and searches what that says', async () => {
    const page = await open('/?q=paspoort');
    await summary(page, '‘paspoort’').waitFor();
    await page.evaluate(() => {
      const element = document.querySelector('speur-zoek');
      element.remove();
      history.pushState(null, '', '?q=rijbewijs');
      document.body.append(element);
    });
    await summary(page, '‘rijbewijs’').waitFor();
    assert.equal(await field(page).inputValue(), 'rijbewijs');
  });

  it('goes on where the browser kept the page and ended its requests', async () => {
    const page = await open('/');
    const { asked, release } = await hold(page, 'afval');
    await field(page).fill('afval');
    await asked;
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await summary(page, '‘afval’').waitFor();
    release();
  });

  it('keeps its results at a link within the page, where the address is not its own', async () => {
    const page = await open('/quiet.html');
    await field(page).fill('paspoort');
    await summary(page, '‘paspoort’').waitFor();
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.evaluate(() => document.querySelector('a[href="#onder"]').click());
    await page.waitForURL('**/quiet.html#onder');
    await field(page).fill('paspoort kind');
    await summary(page, '‘paspoort kind’').waitFor();
    assert.deepEqual(asked.filter((url) => /fragment\??$/.test(url)), []);
  });

  it('follows its attributes', async () => {
    const page = await open('/?q=paspoort');
    await summary(page, '5 resultaten').waitFor();
    await page.evaluate(() => (document.querySelector('speur-zoek').lang = 'en-GB'));
    await summary(page, '5 results').waitFor();
    await page.getByLabel('Go to the search field with the / key').waitFor();
    // A framework may make the element first and then say whom to ask.
    const made = await open('/script-only.html');
    await made.evaluate(() => {
      const element = document.createElement('speur-zoek');
      element.setAttribute('src', 'http://127.0.0.1:9');
      document.querySelector('main').append(element);
    });
    await made.evaluate((url) => document.querySelector('speur-zoek').setAttribute('src', url), speur.url);
    await field(made).fill('paspoort');
    await summary(made, '5 resultaten').waitFor();
  });

  it('leaves the slash to the first of two that is shown, and to who took it', async () => {
    const page = await open('/two.html');
    await page.locator('speur-zoek[data-ready]').nth(2).waitFor({ state: 'attached' });
    await page.locator('#speur-q').nth(2).waitFor();
    await page.keyboard.type('/paspoort');
    const values = () => page.locator('#speur-q').evaluateAll((all) => all.map((one) => one.value));
    assert.deepEqual(await values(), ['', 'paspoort', '']);
    const shared = await open('/shared-key.html');
    await field(shared).waitFor();
    await shared.keyboard.press('/');
    assert.equal(await shared.evaluate(() => document.activeElement.localName), 'body');
  });

  it('reads what older sites and visitors put into addresses', async () => {
    for (const [query, wanted] of [
      ['co%F6rdinatie', 'coördinatie'],
      ['co%C3%B6rdinatie+%E9%E9n', 'coördinatie één'],
      ['100%', '100%'],
      ['%', '%'],
      ['a=b+%26%20c', 'a=b & c'],
    ]) {
      const page = await open(`/?x=1&q=${query}`);
      await summary(page, `‘${wanted}’`).waitFor();
      assert.equal(await field(page).inputValue(), wanted);
      await page.goto(`${speur.url}/?q=${query}`);
      assert.equal(await field(page).inputValue(), wanted, "the server's own page");
      await page.context().close();
    }
  });

  it('tells of a search that is never answered', async () => {
    const page = await open('/?q=paspoort', (fresh) => fresh.clock.install());
    await summary(page, '‘paspoort’').waitFor();
    const { asked, release } = await hold(page, 'afval');
    await field(page).fill('afval');
    await page.clock.runFor(1000);
    await asked;
    await page.clock.runFor(40_000);
    await page.getByRole('alert').getByText('Zoeken lukt nu niet').waitFor();
    assert.equal(await page.locator('.speur-busy').count(), 0);
    release();
    await page.keyboard.press('Enter');
    await summary(page, '‘afval’').waitFor();
    assert.equal(await page.getByRole('alert').isVisible(), false);
  });

  it('tells that it cannot search where the page says nothing in its place', async () => {
    const refuse = (page) => page.route('**/fragment*', (route) => route.fulfill({ status: 503 }));
    const page = await open('/bare.html?q=paspoort', refuse);
    await page.getByRole('alert').getByText('Zoeken lukt nu niet').waitFor();
    await checkAxe(page, { context: 'speur-zoek' });
    await page.evaluate(() => (document.querySelector('speur-zoek').lang = 'en'));
    await page.getByRole('alert').getByText('Search does not work').waitFor();
    await page.unrouteAll();
    await page.evaluate(() => (document.querySelector('speur-zoek').lang = ''));
    await summary(page, '5 resultaten').waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
  });
});
