// What eslint and TypeScript find in the scripts that visitors get, and eslint in these tests.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { packageFolder, requirePackage, sourceFolder } from './support.js';

const scripts = ['speur.js', 'speur-material.js'].map((name) =>
  path.join(sourceFolder, 'searcher', 'web', name),
);

describe('the scripts', () => {
  it('have nothing that eslint finds', async () => {
    const { ESLint } = requirePackage('eslint');
    const lint = async (files, parserOptions, globals) => {
      const eslint = new ESLint({
        cwd: sourceFolder,
        useEslintrc: false,
        overrideConfig: {
          extends: ['eslint:recommended'],
          env: { browser: true, worker: true, es2022: true },
          parserOptions: { ecmaVersion: 2022, ...parserOptions },
          globals,
          rules: { eqeqeq: 'error', 'no-shadow': 'error', 'no-var': 'error', 'prefer-const': 'error' },
        },
      });
      const results = await eslint.lintFiles(files);
      assert.equal(results.length > 0, true);
      return (await eslint.loadFormatter('unix')).format(results);
    };
    assert.equal(await lint(scripts, { sourceType: 'script' }, {}), '');
    const tests = path.join(sourceFolder, 'tests', 'browser', '*.js');
    assert.equal(
      await lint([tests], { sourceType: 'module' }, { process: 'readonly', axe: 'readonly' }),
      '',
    );
  });

  it('have the types that they use', () => {
    const compiler = path.join(packageFolder, 'typescript', 'bin', 'tsc');
    const options = '--noEmit --allowJs --checkJs --target es2022 --lib es2022,dom,dom.iterable'.split(' ');
    const { status, stdout } = spawnSync(process.execPath, [compiler, ...options, ...scripts], {
      encoding: 'utf8',
    });
    assert.equal(stdout, '');
    assert.equal(status, 0);
  });
});
