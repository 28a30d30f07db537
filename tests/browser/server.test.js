import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { closeAll, openBrowser, openPage, startSpeur, startStatic, writeFolder } from './support.js';

describe('a server that a site may ask', () => {
  let browser;
  let pages;
  before(async () => {
    pages = await startStatic({
      '/': writeFolder({ 'index.html': '<!doctype html><html lang=nl><title>Site</title>' }),
    });
    browser = await openBrowser();
  });
  after(closeAll);

  const totalHits = (page, speur) =>
    page.evaluate(async (url) => {
      const answer = await fetch(`${url}/v1/search?q=paspoort`);
      return (await answer.json()).totalHits;
    }, speur.url);

  it('answers scripts of the sites that it is told', async () => {
    const speur = await startSpeur({ options: ['--allow-origin', pages.url] });
    const page = await openPage(browser);
    await page.goto(pages.url);
    assert.ok((await totalHits(page, speur)) > 0);
    assert.deepEqual(page.faults, []);
  });

  it('answers no script of another site', async () => {
    const speur = await startSpeur({ options: ['--allow-origin', 'https://elders.example'] });
    const page = await openPage(browser);
    await page.goto(pages.url);
    await assert.rejects(totalHits(page, speur), /Failed to fetch/);
  });
});
