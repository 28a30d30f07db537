// What the browser tests share: a site that is indexed and served, a static server beside it, a
// browser, and axe. All of it is ended by closeAll(), which each file calls in after().
import assert from 'node:assert/strict';
import { spawn, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const build = process.env.SPEUR_BUILD;
assert.ok(build, 'SPEUR_BUILD names the build folder; script/test-browser sets it');

export const sourceFolder = path.resolve(here, '../..');
/** Of the packages in package-lock.json, which live in the build folder. */
export const packageFolder = path.join(build, 'browser', 'node_modules');
export const requirePackage = createRequire(path.join(packageFolder, 'package.json'));
export const programs = {
  speur: path.join(build, 'searcher', 'speur'),
  speurIndex: path.join(build, 'indexer', 'speur-index'),
};

const skipped = 77; // as ctest is told
const closers = [];
const indexes = new Map(); // by the folder of their content

/** Ends this whole file as skipped. */
export function skipFile(reason) {
  console.log(`SKIPPED: ${reason}`);
  process.exit(skipped);
}

/** Ends what was started, the last one first. */
export async function closeAll() {
  while (closers.length > 0) await closers.pop()();
  indexes.clear();
}

export function temporaryFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'speur-browser-'));
  closers.push(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A folder with these files: names, which may have slashes, to texts. */
export function writeFolder(files) {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return folder;
}

/**
 * The folder of an index made of the pages in `content`; by default of the sample site. Made once
 * for one folder: give an index that is to change a folder of its own.
 */
export function makeIndex(content = path.join(sourceFolder, 'content')) {
  if (!indexes.has(content)) {
    const index = path.join(temporaryFolder(), 'index');
    execFileSync(programs.speurIndex, [content, '--index', index], { stdio: 'pipe' });
    indexes.set(content, index);
  }
  return indexes.get(content);
}

// A slow machine answers late, and with 200.
const patience = ['--query-time', '60000', '--queue-time', '60000'];

/**
 * `speur serve` on a free port: {url, log(), stop()}. `content`: the folder of the site, if no
 * `index` is given; `options`: more for the command line.
 */
export async function startSpeur({ content, index = makeIndex(content), options = [] } = {}) {
  const server = spawn(programs.speur, ['serve', '--index', index, '--port', '0', ...patience, ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  const ended = once(server, 'exit');
  const stop = async () => {
    server.kill('SIGTERM');
    const slow = setTimeout(() => server.kill('SIGKILL'), 60_000);
    await ended;
    clearTimeout(slow);
  };
  closers.push(stop);
  const port = await new Promise((resolve, reject) => {
    server.stderr.setEncoding('utf8').on('data', (text) => {
      log += text;
      const ready = /message=ready .*?\bport=(\d+)/.exec(log);
      if (ready) resolve(Number(ready[1]));
    });
    ended.then(() => reject(new Error(`speur serve ended: ${log}`)), reject);
  });
  return { url: `http://127.0.0.1:${port}`, log: () => log, stop };
}

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * A web server on a free port for files: {url, stop()}. `folders`: paths to folders, as
 * {'/': site, '/packages/': packageFolder}; the longest that fits is taken.
 */
export async function startStatic(folders) {
  const prefixes = Object.keys(folders).sort((a, b) => b.length - a.length);
  const server = http.createServer((request, response) => {
    let name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const prefix = prefixes.find((known) => name.startsWith(known));
    if (name.endsWith('/')) name += 'index.html';
    const root = prefix === undefined ? undefined : path.resolve(folders[prefix]);
    const file = root === undefined ? '' : path.join(root, name.slice(prefix.length));
    if (root === undefined || !file.startsWith(root) || !fs.existsSync(file)) {
      response.writeHead(name === '/favicon.ico' ? 204 : 404).end(); // asked for by the browser
      return;
    }
    if (fs.statSync(file).isDirectory()) {
      response.writeHead(301, { Location: `${name}/` }).end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
    });
    fs.createReadStream(file).pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  closers.push(stop);
  return { url: `http://127.0.0.1:${server.address().port}`, stop };
}

/** Debian's Chromium, without a window. */
export async function openBrowser() {
  const { chromium } = requirePackage('playwright-core');
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: process.env.SPEUR_CHROMIUM,
    timeout: 120_000,
    args: ['--disable-dev-shm-usage', ...(isRoot ? ['--no-sandbox'] : [])],
  });
  closers.push(() => browser.close());
  return browser;
}

/**
 * A page in a context of its own, which waits for a minute at most. `options`: as of
 * browser.newContext(). `page.faults` gathers what scripts threw, what the console calls errors
 * (so also what a Content-Security-Policy forbade), and requests that failed.
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ locale: 'nl-NL', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(error.stack));
  page.on('console', (message) => {
    if (message.type() === 'error') page.faults.push(message.text());
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') page.faults.push(`${request.url()}: ${why}`);
  });
  return page;
}

/**
 * Fails on what axe finds against WCAG 2.2 A and AA or its good practices, in what is shown now.
 * `options`: as of axe.run(), `context` its first argument.
 */
export async function checkAxe(page, { context, ...options } = {}) {
  // As text, since a page's own policy may forbid a script of ours.
  await page.evaluate(requirePackage('axe-core').source);
  const violations = await page.evaluate(
    async ([where, given]) => (await axe.run(where ?? document, given)).violations,
    [context, { resultTypes: ['violations'], ...options }],
  );
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary}`),
  );
  assert.equal(lines.length, 0, `axe finds:\n${lines.join('\n')}`);
}

/** Saves what the page looks like as NAME.png in $SPEUR_SCREENSHOTS; does nothing without it. */
export async function screenshot(page, name, options = {}) {
  const folder = process.env.SPEUR_SCREENSHOTS;
  if (!folder) return;
  fs.mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true, ...options });
}
