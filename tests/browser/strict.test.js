// <speur-zoek> where the site around it makes it hard: policies, roots that are closed, moves, and style
// sheets that do not come.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { closeAll, openBrowser, openPage, startSpeur, startStatic, writeFolder } from './support.js';

describe('the element on a site that makes it hard', () => {
  let browser, speur, site;
  before(async () => {
    speur = await startSpeur({ options: ['--allow-origin', '*'] });
    const element = `<speur-zoek src="${speur.url}"><a href="${speur.url}/">Zoeken</a></speur-zoek>`;
    const document = (body, head = '') => `<!DOCTYPE html>
      <html lang="nl"><head><meta charset="utf-8"><title>Een site</title>${head}
      <script src="${speur.url}/speur.js" defer></script></head><body><main>${body}</main></body></html>`;
    const policy = `<meta http-equiv="Content-Security-Policy"
      content="require-trusted-types-for 'script'; trusted-types 'none'">`;
    site = await startStatic({
      '/': writeFolder({
        'index.html': document(element),
        'policy.html': document(element, policy),
        'closed.html': document(`${element}<invoer-veld></invoer-veld><script>
          customElements.define('invoer-veld', class extends HTMLElement {
            constructor() {
              super();
              const root = this.attachShadow({ mode: 'closed' });
              root.append(document.createElement('input'));
              this.field = () => root.querySelector('input');
            }
          });</script>`),
        'places.html': document(`<div id="een">${element}</div><div id="twee"></div>`),
      }),
    });
    browser = await openBrowser();
  });
  after(closeAll);

  const open = async (url) => {
    const page = await openPage(browser, { viewport: { width: 1000, height: 800 } });
    await page.goto(site.url + url);
    return page;
  };
  const field = (page) => page.getByRole('combobox', { name: /zoekt/ });
  const hits = (page) => page.locator('.speur-hit');

  it('searches and suggests under Trusted Types', async () => {
    const page = await open('/policy.html');
    await field(page).pressSequentially('paspoor');
    await hits(page).first().waitFor();
    await page.getByRole('option').first().waitFor();
    assert.deepEqual(page.faults, []);
    const isHeld = await page.evaluate(() => {
      try {
        document.createElement('div').innerHTML = '<b>x</b>';
        return false;
      } catch {
        return true;
      }
    });
    assert.equal(isHeld, true, 'the policy is in force');
  });

  it('leaves the slash to a field in a closed shadow root', async () => {
    const page = await open('/closed.html');
    await page.locator('speur-zoek[data-ready]').waitFor();
    await page.evaluate(() => document.querySelector('invoer-veld').field().focus());
    await page.keyboard.type('a/b');
    assert.equal(await page.evaluate(() => document.querySelector('invoer-veld').field().value), 'a/b');
    await page.evaluate(() => document.querySelector('invoer-veld').field().blur());
    await page.keyboard.type('/paspoort');
    assert.equal(await field(page).inputValue(), 'paspoort');
  });

  it('leaves the slash to a field in a closed root of any element, and to what acts as a field', async () => {
    const page = await open('/closed.html');
    await page.locator('speur-zoek[data-ready]').waitFor();
    const typed = await page.evaluate(() => {
      const host = document.createElement('div');
      document.body.append(host);
      const inside = document.createElement('input');
      host.attachShadow({ mode: 'closed' }).append(inside);
      inside.focus();
      window.fieldInside = inside;
      return inside.value;
    });
    assert.equal(typed, '');
    await page.keyboard.type('a/b');
    assert.equal(await page.evaluate(() => window.fieldInside.value), 'a/b');
    await page.evaluate(() => {
      const box = document.createElement('div');
      box.setAttribute('role', 'textbox');
      box.tabIndex = 0;
      document.body.append(box);
      box.focus();
    });
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'textbox');
    await page.evaluate(() => {
      const button = document.createElement('button');
      document.body.append(button);
      button.focus();
    });
    await page.keyboard.type('/paspoort');
    assert.equal(await field(page).inputValue(), 'paspoort');
  });

  it('goes on where it is moved to, and asks for nothing once it is gone', async () => {
    const page = await open('/places.html');
    await field(page).fill('paspoort');
    await hits(page).first().waitFor();
    const move = (to) =>
      page.evaluate((id) => document.getElementById(id).append(document.querySelector('speur-zoek')), to);
    await move('twee');
    assert.equal(await field(page).inputValue(), 'paspoort');
    await field(page).fill('subsidie');
    await hits(page).filter({ hasText: /[Ss]ubsidie/ }).first().waitFor();
    // Moved before the server has answered.
    await page.goto(`${site.url}/places.html?q=paspoort`);
    await move('twee');
    await hits(page).first().waitFor();
    assert.equal(await page.locator('#twee .speur-hit').count() > 0, true);
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await field(page).fill('rijbewijs');
    await page.evaluate(() => document.querySelector('speur-zoek').remove());
    await page.waitForTimeout(500);
    assert.deepEqual(asked, []);
    assert.deepEqual(page.faults, []);
  });

  it('searches where its style sheet fails or does not come', async () => {
    for (const answer of [(route) => route.abort(), (route) => route.fulfill({ status: 404 }), () => {}]) {
      const page = await openPage(browser);
      await page.route('**/speur.css', answer);
      await page.goto(`${site.url}/?q=paspoort`, { waitUntil: 'commit' });
      await hits(page).first().waitFor();
    }
  });
});
