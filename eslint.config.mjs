/** Lint rules: typescript-eslint's strict set and the layers of scripts/layers.mjs. */
import { isBuiltin } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { violation } from './scripts/layers.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const inRoot = (path) => relative(root, path).split(sep).join('/');

const layersRule = {
  meta: { type: 'problem', schema: [], messages: { layer: '{{text}}' } },
  create(context) {
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== 'string') return;
      const isFile = source.startsWith('.');
      const bare = isBuiltin(source) && !source.startsWith('node:') ? `node:${source}` : source;
      const target = isFile ? inRoot(resolve(dirname(context.filename), source)) : bare;
      const text = violation(inRoot(context.filename), target, isFile);
      if (text !== undefined) context.report({ node, messageId: 'layer', data: { text } });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

export default tseslint.config(
  { ignores: ['dist/', '.cache/', 'node_modules/', 'test/fixtures/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    plugins: { house: { rules: { layers: layersRule } } },
    rules: {
      'house/layers': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
      ],
    },
  },
  {
    files: ['server/src/core/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'Buffer',
        'console',
        'fetch',
        'performance',
        'process',
        'require',
        'setImmediate',
        'setTimeout',
        'setInterval',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'core/ has no clock.' },
        { object: 'Math', property: 'random', message: 'core/ is deterministic.' },
      ],
    },
  },
  {
    // French sets no-break spaces before its high punctuation.
    files: ['server/src/core/complaint/texts/*.ts'],
    rules: { 'no-irregular-whitespace': ['error', { skipTemplates: true }] },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        URLSearchParams: 'readonly',
        Buffer: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
      },
    },
  },
  {
    // Functions in it run in the page.
    files: ['test/editor/ui-route.mjs'],
    languageOptions: {
      globals: { document: 'readonly', getComputedStyle: 'readonly', OffscreenCanvas: 'readonly' },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { console: 'readonly', module: 'writable', require: 'readonly' },
    },
  },
);
