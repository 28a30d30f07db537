import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  closeAll,
  makeIndex,
  openBrowser,
  openPage,
  screenshot,
  skipFile,
  startSpeur,
  startStatic,
  writeFolder,
} from './support.js';

// Debian's, whatever else may be called mkdocs; its themes are where no Python looks by itself.
const python = '/usr/bin/python3';
const env = { ...process.env, PYTHONPATH: '/usr/share/mkdocs/themes' };
if (spawnSync(python, ['-c', 'import material, mkdocs'], { env }).status !== 0) {
  skipFile("there is no mkdocs-material (Debian's package)");
}

const pages = {
  'index.md': '# Handboek\n\nWelkom bij de gemeente.\n',
  'afval/grofvuil.md': `---
tags: [afval]
---
# Grofvuil

Grofvuil is afval dat niet in de container past.

## Ophalen

Wij halen grofvuil op. Een afspraak voor een afspraak is nodig: \`<em>bel</em>\` & kom.

## Brengen

U kunt grofvuil ook zelf naar de milieustraat brengen.
`,
  'verkeer/stalling.md': `# Fietsenstalling

Stal uw fiets bij het station.

## Openingstijden

De stalling voor fietsen is dag en nacht open.
`,
};

const config = `site_name: Handboek
site_url: http://127.0.0.1/handboek/
theme:
  name: material
  language: nl
  font: false
  custom_dir: ../overrides
  features: [search.suggest, search.highlight]
markdown_extensions: [toc]
plugins: [search]
`;

// What README tells a site to add.
const override = (speurUrl) => `{% extends "base.html" %}
{% block scripts %}
  <script src="${speurUrl}/speur-material.js"></script>
  {{ super() }}
{% endblock %}
`;

describe('the search box of MkDocs Material', () => {
  let browser;
  let page;
  let site;
  let speur;
  const asked = [];

  before(async () => {
    const root = writeFolder(
      Object.fromEntries([
        ['site/mkdocs.yml', config],
        ...Object.entries(pages).map(([name, text]) => [`site/docs/${name}`, text]),
      ]),
    );
    const sources = path.join(root, 'site');
    speur = await startSpeur({
      index: makeIndex(sources),
      options: ['--allow-origin', '*'],
    });
    fs.mkdirSync(path.join(root, 'overrides'));
    fs.writeFileSync(path.join(root, 'overrides', 'main.html'), override(speur.url));
    const built = path.join(root, 'built');
    execFileSync(python, ['-m', 'mkdocs', 'build', '-q', '-d', built], {
      cwd: sources,
      env,
      stdio: 'pipe',
    });
    site = await startStatic({ '/handboek/': built });
    browser = await openBrowser();
    page = await openPage(browser);
    page.context().on('request', (request) => asked.push(request.url()));
    await page.goto(`${site.url}/handboek/`);
  });
  after(closeAll);

  const box = () => page.locator('[data-md-component=search-query]');
  const results = () => page.locator('.md-search-result__item');
  const meta = () => page.locator('.md-search-result__meta');
  const type = async (text) => {
    // What is shown until then may be of the first letters.
    const answered = page.waitForEvent('requestfinished', (request) => {
      const body = request.method() === 'POST' ? JSON.parse(request.postData()) : {};
      return body.requests?.[0].query === text;
    });
    await box().focus();
    await box().fill('');
    await box().pressSequentially(text);
    await answered;
  };
  const firstTitle = () => results().first().locator('h1').first();

  it('answers from the server while typing', async () => {
    await type('grofvuil');
    await firstTitle().filter({ hasText: /^Grofvuil$/ }).waitFor();
    await meta().getByText('1 overeenkomende document').waitFor();
    assert.equal(await results().count(), 1);
    assert.equal(await firstTitle().locator('mark').innerText(), 'Grofvuil');
    assert.ok(asked.some((url) => url.startsWith(`${speur.url}/1/indexes/`)));
    await screenshot(page, 'material-query');
  });

  it('knows what Material does not: parts of compounds and inflections', async () => {
    await type('fiets stallen');
    await firstTitle().filter({ hasText: 'Fietsenstalling' }).waitFor();
  });

  it('shows which words a page misses', async () => {
    await type('grofvuil eiffeltoren');
    const missing = page.locator('.md-search-result__terms del', { hasText: 'eiffeltoren' });
    await missing.first().waitFor();
  });

  it('says so when nothing is found', async () => {
    await type('qqqqxxxx');
    await meta().getByText('Geen overeenkomende').waitFor();
    assert.equal(await results().count(), 0);
  });

  it('shows text as text', async () => {
    await type('afspraak nodig');
    const found = results().first();
    await found.getByText('<em>bel</em> & kom').waitFor();
  });

  it('completes the word that is being typed', async () => {
    await type('fietsens');
    await page
      .locator('[data-md-component=search-suggest]')
      .getByText('fietsenstalling')
      .waitFor();
  });

  it('leads to the section, below the path of the site', async () => {
    await type('openingstijden');
    const link = page.locator('a.md-search-result__link[href*="#openingstijden"]').first();
    await link.waitFor();
    await screenshot(page, 'material-section');
    await link.click();
    await page.waitForURL(`${site.url}/handboek/verkeer/stalling/**`);
    assert.equal(new URL(page.url()).hash, '#openingstijden');
    assert.equal(await page.locator('h1').first().innerText(), 'Fietsenstalling');
    await page.locator('mark[data-md-highlight]', { hasText: /openingstijden/i }).waitFor();
  });

  it('goes to the first result on Enter, from another page', async () => {
    // Material closes its search by itself 125 ms after a page with an anchor was loaded.
    await page.waitForFunction(() => {
      const [{ loadEventEnd }] = performance.getEntriesByType('navigation');
      return loadEventEnd > 0 && performance.now() > loadEventEnd + 500;
    });
    await type('grofvuil');
    await firstTitle().filter({ hasText: 'Grofvuil' }).waitFor();
    await box().press('Enter');
    await page.waitForURL(`${site.url}/handboek/afval/grofvuil/**`);
  });

  it('did not fetch the index of the site, and met no error', () => {
    assert.ok(!asked.some((url) => url.includes('search_index.json')), asked.join('\n'));
    assert.deepEqual(page.faults, []);
  });

  it('says so when the server does not answer', async () => {
    await speur.stop();
    await box().fill('milieustraa');
    await box().press('t');
    await results().getByText('De zoekserver antwoordt niet').waitFor();
  });
});
