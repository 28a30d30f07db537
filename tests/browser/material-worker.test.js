import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { closeAll, openBrowser, openPage, startSpeur, startStatic, writeFolder } from './support.js';

// A page with what Material 9 puts on one, as far as its search goes.
const page9 = (speurUrl) => `<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<title>Material 9</title>
<script id="__config" type="application/json">
  {"base": ".", "features": ["search.suggest"], "search": "assets/javascripts/workers/search.js"}
</script>
<script src="${speurUrl}/speur-material.js"></script>
</html>`;

describe("the worker's protocol", () => {
  let page;
  let speur;

  before(async () => {
    speur = await startSpeur({
      content: writeFolder({
        'index.md': '# Handboek\n\nWelkom bij de gemeente.\n',
        'afval.md':
          '---\ntags: [afval, "a<b"]\n---\n# Grofvuil & co\n\nGrofvuil is `<afval>`.\n\n' +
          '## Ophalen\n\nWij halen grofvuil op.\n',
      }),
      options: ['--allow-origin', '*'],
    });
    const site = await startStatic({ '/': writeFolder({ 'index.html': page9(speur.url) }) });
    page = await openPage(await openBrowser());
    await page.goto(site.url);
    await page.evaluate(() => {
      const config = JSON.parse(document.getElementById('__config').textContent);
      window.worker = new Worker(config.search);
      window.exchange = (...messages) =>
        new Promise((resolve) => {
          const answers = [];
          window.worker.onmessage = ({ data }) => {
            if (answers.push(data) === messages.length) resolve(answers);
          };
          messages.forEach((message) => window.worker.postMessage(message));
        });
    });
  });
  after(closeAll);

  const exchange = (...messages) =>
    page.evaluate((sent) => window.exchange(...sent), messages);
  const query = async (text) => (await exchange({ type: 2, data: text }))[0].data;

  it('is ready when it was set up', async () => {
    const setup = { config: { lang: ['nl'], fields: {} }, docs: [], options: { suggest: true } };
    assert.deepEqual(await exchange({ type: 0, data: setup }), [{ type: 1 }]);
  });

  it('gives pages with their sections, as HTML', async () => {
    const { items } = await query('grofvuil kast');
    const [[article, section]] = items;
    assert.equal(article.location, 'afval/');
    assert.equal(article.title, '<mark>Grofvuil</mark> &amp; co');
    assert.equal(article.text, '<mark>Grofvuil</mark> is &lt;afval&gt;.');
    assert.deepEqual(article.tags, ['afval', 'a&lt;b']);
    assert.deepEqual(article.terms, { grofvuil: true, kast: false });
    assert.equal(section.location, 'afval/#ophalen');
    assert.equal(section.title, 'Ophalen');
    assert.match(section.text, /halen <mark>grofvuil<\/mark> op/);
    assert.ok(section.score < article.score);
  });

  it('finds and completes the last word while it is typed', async () => {
    const { items, suggest, suggestions } = await query('grofv');
    assert.equal(items[0][0].location, 'afval/');
    assert.deepEqual(suggest, ['grofvuil']);
    assert.deepEqual(suggestions, suggest);
  });

  it('gives nothing for nothing', async () => {
    assert.deepEqual(await query('  '), { items: [] });
  });

  it('answers each query once, in order', async () => {
    const answers = await exchange(
      { type: 2, data: 'grofvuil' },
      { type: 2, data: '' },
      { type: 2, data: 'gemeente' },
    );
    assert.ok(answers.every(({ type }) => type === 3));
    const firsts = answers.map(({ data }) => data.items[0]?.[0].location);
    assert.deepEqual(firsts, ['afval/', undefined, '']);
  });

  it('answers when the server refuses or is gone', async () => {
    const tooLong = await query('a'.repeat(3000));
    assert.equal(tooLong.items[0][0].title, 'De zoekserver antwoordt niet');
    await speur.stop();
    const gone = await query('grofvuil');
    assert.equal(gone.items[0][0].title, 'De zoekserver antwoordt niet');
  });
});
