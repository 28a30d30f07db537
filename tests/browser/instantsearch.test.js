import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  closeAll,
  openBrowser,
  openPage,
  packageFolder,
  screenshot,
  startSpeur,
  startStatic,
  writeFolder,
} from './support.js';

// A page as a site would make it, of Algolia's own packages, with the server as their only host.
const sitePage = (speurHost) => `<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<title>InstantSearch</title>
<div id="search"></div><div id="stats"></div><div id="sort"></div>
<div id="current"></div><div id="clear"></div>
<div id="rollen"></div><div id="soort"></div><div id="versie"></div>
<div id="hits"></div><div id="pages"></div>
<script src="/packages/algoliasearch/dist/lite/builds/browser.umd.js"></script>
<script src="/packages/instantsearch.js/dist/instantsearch.production.min.js"></script>
<script>
  const client = window['algoliasearch/lite'].liteClient('speur', 'none', {
    hosts: [{ url: '${speurHost}', accept: 'readWrite', protocol: 'http' }],
  });
  const search = instantsearch({ indexName: 'site', searchClient: client, routing: true });
  const { widgets } = instantsearch;
  const labelled = (facet) => (items, { results }) =>
    items.map((item) => {
      const label = results?.facetLabels?.[facet]?.[item.value] ?? item.label;
      const isFound = item.highlighted !== item.value; // by a search within the facet
      return { ...item, label, highlighted: isFound ? item.highlighted : label };
    });
  search.addWidgets([
    widgets.configure({ hitsPerPage: 5 }),
    widgets.searchBox({ container: '#search', placeholder: 'Zoeken' }),
    widgets.stats({
      container: '#stats',
      templates: { text: ({ nbHits }) => nbHits + ' pagina\\'s' },
    }),
    widgets.sortBy({
      container: '#sort',
      items: [
        { value: 'site', label: 'Beste eerst' },
        { value: 'site:title:asc', label: 'Titel' },
      ],
    }),
    widgets.currentRefinements({ container: '#current' }),
    widgets.clearRefinements({ container: '#clear', templates: { resetLabel: 'Alles wissen' } }),
    widgets.refinementList({
      container: '#rollen',
      attribute: 'rollen',
      searchable: true,
      transformItems: labelled('rollen'),
    }),
    widgets.refinementList({ container: '#soort', attribute: 'soort' }),
    widgets.rangeInput({ container: '#versie', attribute: 'versie' }),
    widgets.hits({
      container: '#hits',
      templates: {
        empty: 'Niets gevonden',
        item: (hit, { html, components }) => html\`
          <a href="/\${hit.url}">\${components.Highlight({ hit, attribute: 'title' })}</a>
          <p>\${components.Snippet({ hit, attribute: 'content' })}</p>\`,
      },
    }),
    widgets.pagination({ container: '#pages' }),
  ]);
  search.start();
</script>
</html>`;

describe('a search page made with instantsearch.js', () => {
  let browser;
  let site;
  let speur;
  let page;
  const requests = [];

  before(async () => {
    speur = await startSpeur({ options: ['--allow-origin', '*'] });
    const files = { 'index.html': sitePage(new URL(speur.url).host) };
    site = await startStatic({ '/': writeFolder(files), '/packages/': packageFolder });
    browser = await openBrowser();
    page = await openPage(browser);
    page.on('request', (request) => {
      if (request.url().startsWith(speur.url)) requests.push(request);
    });
    await page.goto(site.url);
  });
  after(closeAll);

  /** What the server's own route says: the drop-in has to show the same. */
  const ask = async (parameters) =>
    (await fetch(`${speur.url}/v1/search?${new URLSearchParams(parameters)}`)).json();
  const roles = [
    ['q', ''],
    ['filter', 'rollen=jurist'],
    ['filter', 'rollen=klantbegeleider'],
  ];
  const hits = () => page.locator('#hits li a');
  const titles = () => hits().allTextContents();
  const showsCount = (count) =>
    page.locator('#stats').getByText(`${count} pagina's`, { exact: true }).waitFor();
  const typeQuery = async (text) => {
    await page.locator('#search input').fill(text);
    const expected = await ask({ q: text, limit: 5 });
    await showsCount(expected.totalHits);
    return expected;
  };
  const value = (facet, label) =>
    page.locator(`#${facet} li`).filter({ has: page.getByText(label, { exact: true }) });

  it('shows the pages of the site before anything is typed', async () => {
    const all = await ask({ q: '', limit: 5 });
    await showsCount(all.totalHits);
    assert.deepEqual(await titles(), all.hits.map((hit) => hit.title));
    assert.equal(await page.locator('#pages li.ais-Pagination-item--page').count() > 1, true);
  });

  it('answers while typing, with what matched marked', async () => {
    const expected = await typeQuery('paspoort');
    assert.deepEqual(await titles(), expected.hits.map((hit) => hit.title));
    await page.locator('#hits mark', { hasText: 'Paspoort' }).first().waitFor();
    assert.match(await page.locator('#hits .ais-Snippet').first().innerText(), /paspoort/i);
    assert.ok((await page.locator('#hits .ais-Snippet mark').count()) > 0);
    await screenshot(page, 'instantsearch-query');
  });

  it('shows text as text, whatever it holds', async () => {
    await typeQuery('<b>paspoort</b> "');
    assert.equal(await page.locator('#hits b').count(), 0);
  });

  it('says so when nothing is found', async () => {
    await typeQuery('qqqqxxxx');
    await page.getByText('Niets gevonden').waitFor();
  });

  it('refines by one value, and counts the others as if it were not', async () => {
    await typeQuery('');
    const countOf = (facet, label) => value(facet, label).locator('.ais-RefinementList-count');
    const jurists = Number(await countOf('rollen', 'Jurist').innerText());
    const clerks = Number(await countOf('rollen', 'Klantbegeleider').innerText());
    await value('rollen', 'Jurist').locator('input').check();
    await showsCount(jurists);
    assert.equal(Number(await countOf('rollen', 'Klantbegeleider').innerText()), clerks);
    const shown = await page.locator('#rollen li').allInnerTexts();
    assert.ok(shown.every((text) => /^[A-Z]/.test(text)), String(shown)); // labels, not values
    await page.locator('#current', { hasText: 'jurist' }).waitFor();
    const batch = JSON.parse(requests.at(-1).postData());
    assert.equal(batch.requests.length, 2);
    assert.equal(batch.requests[1].hitsPerPage, 0);
  });

  it('refines by a second value of the same facet, and by another facet', async () => {
    await value('rollen', 'Klantbegeleider').locator('input').check();
    const either = await ask(roles);
    await showsCount(either.totalHits);
    await value('soort', 'vereiste').locator('input').check();
    const both = await ask([...roles, ['filter', 'soort=vereiste']]);
    assert.ok(both.totalHits > 0 && both.totalHits < either.totalHits);
    await showsCount(both.totalHits);
    await screenshot(page, 'instantsearch-refined');
  });

  it('keeps the refinements in the URL', async () => {
    await page.waitForURL(/soort/);
    const count = await page.locator('#stats').innerText();
    await page.reload();
    await page.locator('#stats').getByText(count, { exact: true }).waitFor();
    assert.ok(await value('soort', 'vereiste').locator('input').isChecked());
  });

  it('takes one refinement away, and then all', async () => {
    const either = await ask(roles);
    await page.locator('#current .ais-CurrentRefinements-category', { hasText: 'vereiste' })
      .getByRole('button').click();
    await showsCount(either.totalHits);
    await page.getByRole('button', { name: 'Alles wissen' }).click();
    await showsCount((await ask({ q: '' })).totalHits);
    assert.equal(await page.locator('#current .ais-CurrentRefinements-category').count(), 0);
  });

  it('searches within a facet', async () => {
    await page.locator('#rollen input[type=search]').fill('klant');
    await page.locator('#rollen mark', { hasText: /^Klant$/ }).waitFor();
    assert.equal(await page.locator('#rollen li').count(), 1);
    await page.locator('#rollen input[type=search]').fill('');
    await value('rollen', 'Jurist').waitFor();
  });

  it('refines by a range, whose ends it was told', async () => {
    const [least, most] = await page.locator('#versie input').evaluateAll((inputs) =>
      inputs.map((input) => Number(input.placeholder)));
    assert.ok(least < most);
    await page.locator('#versie input').first().fill(String(most));
    await page.locator('#versie').getByRole('button').click();
    await showsCount((await ask({ q: '', filter: `versie >= ${most}` })).totalHits);
    await page.getByRole('button', { name: 'Alles wissen' }).click();
    await showsCount((await ask({ q: '' })).totalHits);
  });

  it('goes through the pages', async () => {
    await page.locator('#pages').getByRole('link', { name: 'Page 2', exact: true }).click();
    const second = await ask({ q: '', page: 2, hitsPerPage: 5 });
    await hits().filter({ hasText: second.hits[0].title }).first().waitFor();
    assert.deepEqual(await titles(), second.hits.map((hit) => hit.title));
    await page.locator('#pages').getByRole('link', { name: 'Last page' }).click();
    const last = await ask({ q: '', page: second.totalPages, hitsPerPage: 5 });
    await hits().filter({ hasText: last.hits[0].title }).first().waitFor();
    assert.deepEqual(await titles(), last.hits.map((hit) => hit.title));
  });

  it('sorts', async () => {
    await page.locator('#sort select').selectOption('Titel');
    const sorted = await ask({ q: '', sort: 'title:asc', limit: 5 });
    await hits().filter({ hasText: sorted.hits[0].title }).first().waitFor();
    assert.deepEqual(await titles(), sorted.hits.map((hit) => hit.title));
  });

  it('asked nothing that a browser first asks leave for, and met no error', () => {
    assert.ok(requests.every((request) => request.method() === 'POST'));
    assert.ok(requests.every((request) => request.url().includes('/1/indexes/*/queries?')));
    assert.deepEqual(page.faults, []);
  });
});
