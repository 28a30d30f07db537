// <speur-zoek> on a site of its own: another origin, with its own style.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  checkAxe,
  closeAll,
  openBrowser,
  openPage,
  screenshot,
  startSpeur,
  startStatic,
  writeFolder,
} from './support.js';

const wide = { viewport: { width: 1000, height: 800 } };

describe('the element on another site', () => {
  let browser, speur, site;
  before(async () => {
    speur = await startSpeur({ options: ['--allow-origin', '*'] });
    const document = (element, head = '', root = '') => `<!DOCTYPE html>
      <html lang="nl" ${root}><head><meta charset="utf-8"><title>Een site</title>
      <meta name="viewport" content="width=device-width">
      <script src="${speur.url}/speur.js" defer></script>${head}</head>
      <body><main><h1>Een site</h1>${element}</main></body></html>`;
    const element = (more = '') => `<speur-zoek src="${speur.url}"${more}>
      <a href="${speur.url}/">Zoeken</a></speur-zoek>`;
    site = await startStatic({
      '/': writeFolder({
        'index.html': document(element()),
        'english.html': document(element(' lang="en"')),
        'without-url.html': document(element(' history="none"')),
        'script-only.html': document('<speur-zoek></speur-zoek>'),
        'dark.html': document(
          element(),
          `<style>html { color-scheme: dark; background: #111; color: #eee }</style>`,
        ),
        'gone.html': document(`<speur-zoek src="${speur.url}/nergens">
          <a href="/zoeken.html">Zoeken</a></speur-zoek>`),
        'themed.html': document(
          element(),
          `<style>:root { --utrecht-link-color: rgb(99, 0, 99); --speur-action-color: rgb(0, 99, 0);
            --utrecht-document-font-family: serif }
            html { background: #fff }
            body { font: 20px/1.6 serif; color: #222 } a { color: red !important }</style>`,
        ),
        'column.html': document(`<div style="width: 18rem">${element()}</div>`),
      }),
    });
    browser = await openBrowser();
  });
  after(closeAll);

  const open = async (url, options = wide) => {
    const page = await openPage(browser, options);
    await page.goto(site.url + url);
    return page;
  };
  const ready = (page) => page.locator('speur-zoek[data-ready]').waitFor();
  const field = (page) => page.getByRole('combobox', { name: /zoekt|looking/ });

  it('searches as the page does, with its state in the URL of the site', async () => {
    const page = await open('/?menu=open#hier');
    await ready(page);
    await field(page).pressSequentially('subsidie');
    await page.getByText('4 resultaten voor ‘subsidie’').waitFor();
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL('**/?menu=open&q=subsidie');
    await page.getByRole('checkbox', { name: /Handreiking/ }).check();
    await page.getByRole('link', { name: 'Filter weghalen: Soort: Handreiking' }).waitFor();
    await page.waitForURL('**/?menu=open&q=subsidie&filter=soort%3Dhandreiking');
    assert.match(
      await page.locator('.speur-hit h3 a').first().getAttribute('href'),
      /^https:\/\/handboek\.waterweide\.example\.nl\//,
    );
    await checkAxe(page);
    await screenshot(page, 'element-filtered');
    await page.goBack();
    await page.getByText('4 resultaten voor ‘subsidie’').waitFor();
    await page.goBack();
    await page.locator('.speur-start').waitFor();
    assert.equal(await page.title(), 'Een site');
    assert.deepEqual(page.faults, []);
  });

  it('begins with what the URL says', async () => {
    const page = await open('/?q=paspoort&filter=soort=product');
    await page.getByRole('heading', { name: 'Paspoort of identiteitskaart' }).waitFor();
    assert.equal(await field(page).inputValue(), 'paspoort');
    await page.getByRole('link', { name: 'Naar de resultaten' }).focus();
    await page.keyboard.press('Enter');
    assert.equal(
      await page.evaluate(() => document.activeElement.shadowRoot.activeElement.id),
      'speur-results',
    );
    await page.getByRole('link', { name: 'Alles wissen' }).click();
    await page.waitForURL('**/?q=paspoort');
    assert.deepEqual(page.faults, []);
  });

  it('speaks the language of its attribute, and leaves the URL alone if told to', async () => {
    const english = await open('/english.html');
    await ready(english);
    await field(english).fill('moving');
    await english.getByText(/results? for ‘moving’/).waitFor();
    await english.waitForURL('**/english.html?q=moving');
    await checkAxe(english);
    const quiet = await open('/without-url.html?q=paspoort');
    await ready(quiet);
    assert.equal(await field(quiet).inputValue(), '');
    await field(quiet).fill('subsidie');
    await quiet.getByText('voor ‘subsidie’').waitFor();
    assert.equal(quiet.url(), `${site.url}/without-url.html?q=paspoort`);
  });

  it('asks the server that the script came from, if no other is named', async () => {
    const page = await open('/script-only.html');
    await ready(page);
    await field(page).fill('subsidie');
    await page.getByText('voor ‘subsidie’').waitFor();
  });

  it('takes the colours and letters of the site, and none of its other rules', async () => {
    const page = await open('/themed.html?q=subsidie');
    const style = (selector, name) =>
      page.locator(selector).first().evaluate((node, key) => getComputedStyle(node)[key], name);
    await page.locator('.speur-hit').first().waitFor();
    assert.equal(await style('.speur-hit h3 a', 'color'), 'rgb(99, 0, 99)');
    assert.equal(await style('.speur-button', 'backgroundColor'), 'rgb(0, 99, 0)');
    assert.equal(await style('.speur-hit-text', 'fontFamily'), 'serif');
    assert.equal(await style('.speur-hit-text', 'fontSize'), '20px');
    await checkAxe(page);
    await screenshot(page, 'element-themed');
    const dark = await open('/dark.html?q=subsidie');
    await dark.locator('.speur-hit').first().waitFor();
    await checkAxe(dark);
    await screenshot(dark, 'element-dark');
    // A light site stays light for who likes the dark.
    const light = await open('/?q=subsidie', { ...wide, colorScheme: 'dark' });
    await light.locator('.speur-hit').first().waitFor();
    await checkAxe(light);
  });

  it('fits in a column and on a small screen', async () => {
    for (const [url, options] of [
      ['/column.html?q=gemeente&filter=soort=product', wide],
      ['/?q=gemeente&filter=soort=product', { viewport: { width: 320, height: 600 } }],
    ]) {
      const page = await open(url, options);
      await page.locator('.speur-hit').first().waitFor();
      assert.equal(await page.locator('.speur-facets').isVisible(), false);
      await page.getByText('Filters (1 gekozen)').click();
      await page.getByRole('checkbox', { name: /Product/ }).waitFor();
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        'no scrolling to the side',
      );
      await checkAxe(page);
      await screenshot(page, `element-${options === wide ? 'column' : 320}`);
    }
  });

  it('leaves what the site put there where the server is not', async () => {
    const page = await openPage(browser, wide);
    const told = page.waitForEvent('console', (message) => message.text().startsWith('speur-zoek'));
    await page.goto(`${site.url}/gone.html`);
    await told;
    assert.equal(await page.getByRole('link', { name: 'Zoeken' }).isVisible(), true);
    const bare = await open('/', { ...wide, javaScriptEnabled: false });
    assert.equal(await bare.getByRole('link', { name: 'Zoeken' }).isVisible(), true);
  });
});
