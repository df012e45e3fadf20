/**
 * Builds the bundles into dist/: the extension and its language server for Node and for a web
 * worker, and the command line. `--watch` rebuilds on change, `--production` minifies and collects
 * the notices of the libraries; names of bundles (`cli`, `client.web`) build only those.
 * An import across the layers of scripts/layers.mjs fails the build.
 */
import { builtinModules } from 'node:module';
import { basename, extname, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { layerOf, violation } from './scripts/layers.mjs';
import { writeNotices } from './scripts/notices.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const inRoot = (path) => relative(root, path).split(sep).join('/');

/** Fails the build on an import that the table of layers does not allow. */
const layerCheck = {
  name: 'layers',
  setup(build) {
    build.onResolve({ filter: /.*/ }, async (args) => {
      if (args.pluginData === 'checked' || args.importer === '') return undefined;
      const importer = inRoot(args.importer);
      if (importer.startsWith('node_modules/') || layerOf(importer) === undefined) return undefined;
      const isFile = args.path.startsWith('.');
      let target = args.path;
      if (isFile) {
        const { path } = await build.resolve(args.path, {
          kind: args.kind,
          resolveDir: args.resolveDir,
          importer: args.importer,
          pluginData: 'checked',
        });
        target = inRoot(path);
      } else if (builtinModules.includes(target)) {
        target = `node:${target}`;
      }
      const text = violation(importer, target, isFile);
      return text === undefined ? undefined : { errors: [{ text }] };
    });
  },
};

const common = {
  bundle: true,
  absWorkingDir: root,
  sourcemap: production ? false : 'linked',
  minify: production,
  metafile: production,
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [layerCheck],
};

const node = { ...common, platform: 'node', target: 'node20' };
const web = {
  ...common,
  platform: 'browser',
  // Escaped, a letter that is not ASCII takes three times as much; browsers read scripts of workers as UTF-8.
  charset: 'utf8',
  mainFields: ['browser', 'module', 'main'],
  conditions: ['browser'],
};

/** Large libraries, and what fetches them when they are needed. */
const seldom = {
  'libphonenumber-js/max': './server/src/browser/phone-library.ts',
  '@zip.js/zip.js/lib/zip-core-writer.js': './server/src/browser/zip-library.ts',
};

/** The same for the texts of letters, but the English ones. */
const seldomLetters = {
  name: 'seldom-letters',
  setup(build) {
    build.onResolve({ filter: /^\.\/(?:de|es|fr|ja)\.ts$/ }, ({ importer }) =>
      inRoot(importer) === 'server/src/core/complaint/texts/languages.ts'
        ? { path: `${root}server/src/browser/letters.ts` }
        : undefined,
    );
  },
};

/** What the small entry of the extension loads when there is mail. */
const sleepingClient = {
  name: 'sleeping-client',
  setup(build) {
    build.onResolve({ filter: /\/start\.ts$/ }, () => ({ path: './client.cjs', external: true }));
  },
};

const bundles = [
  {
    // Awake for any plain text: it may be pasted mail.
    ...node,
    entryPoints: ['client/src/node/extension.ts'],
    outfile: 'dist/extension.cjs',
    format: 'cjs',
    external: ['vscode'],
    plugins: [sleepingClient, layerCheck],
    // The editor gives `vscode` to what is required.
    supported: { 'dynamic-import': false },
  },
  {
    ...node,
    entryPoints: ['client/src/node/start.ts'],
    outfile: 'dist/client.cjs',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...node,
    entryPoints: ['server/src/node/main.ts'],
    outfile: 'dist/server.cjs',
    format: 'cjs',
    // CommonJS has no import.meta; it tells where the other bundles lie.
    define: { 'import.meta.url': '__moduleUrl' },
    banner: {
      js: '"use strict";\nconst __moduleUrl = require("node:url").pathToFileURL(__filename).href;',
    },
  },
  {
    // Loaded in a thread by the two others for Node, when somebody asks for a verification.
    ...node,
    entryPoints: ['server/src/verify/main.ts'],
    outfile: 'dist/verify.cjs',
    format: 'cjs',
  },
  {
    // The same for files of Outlook.
    ...node,
    entryPoints: ['server/src/outlook/main.ts'],
    outfile: 'dist/outlook.cjs',
    format: 'cjs',
  },
  {
    ...web,
    entryPoints: ['client/src/browser/extension.ts'],
    outfile: 'dist/client.web.js',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...web,
    entryPoints: ['server/src/browser/main.ts'],
    outfile: 'dist/server.web.js',
    format: 'iife',
    alias: seldom,
    plugins: [seldomLetters, layerCheck],
  },
  {
    // Loaded by the worker when a message needs it.
    ...web,
    entryPoints: ['server/src/browser/extras-bundle.ts'],
    outfile: 'dist/extras.web.js',
    format: 'iife',
    // A script has no exports: what it makes global is how it is found.
    globalName: 'spamPatrolExtras',
  },
  {
    // The page of the route view, and how it looks.
    ...web,
    entryPoints: ['client/src/route-view/main.ts'],
    outfile: 'dist/route-view.js',
    format: 'iife',
  },
  { ...web, entryPoints: ['client/src/route-view/page.css'], outfile: 'dist/route-view.css' },
  {
    ...node,
    entryPoints: ['server/src/cli/main.ts'],
    outfile: 'dist/cli.js',
    format: 'esm',
    banner: {
      // commander and vscode-languageserver are CommonJS and call require() for Node's own modules.
      js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
    },
  },
];

const nameOf = ({ outfile }) => basename(outfile, extname(outfile));
const chosen =
  only.length === 0 ? bundles : bundles.filter((bundle) => only.includes(nameOf(bundle)));

if (watch) {
  for (const bundle of chosen) await (await esbuild.context(bundle)).watch();
} else {
  const built = await Promise.all(chosen.map((bundle) => esbuild.build(bundle)));
  if (production) {
    const metafiles = built.map(({ metafile }) => metafile);
    await writeNotices(metafiles, root, `${root}dist/third-party-notices.txt`);
  }
}
