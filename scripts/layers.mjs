/**
 * The layers of the house: who may import whom. One table, read by the build (esbuild.mjs, where a
 * violation fails the bundle) and by the linter (eslint.config.mjs, where the editor underlines it).
 *
 * `may` lists the layers and the packages that a layer's files may import besides their own layer.
 * `node:` stands for every built-in module of Node. A layer of one file may be `within` another: to
 * that one's files it is an ordinary file.
 */
export const layers = [
  {
    name: 'core',
    path: 'server/src/core',
    may: ['tldts', 'htmlparser2', 'linkify-it', 'libphonenumber-js'],
  },
  // What the page of the route view takes along: shapes and drawing, nothing that judges.
  { name: 'picture', path: 'server/src/core/picture', may: ['core'] },
  { name: 'lookup', path: 'server/src/lookup', may: ['core', 'mmdb-lib'] },
  { name: 'archive', path: 'server/src/archive', may: ['@zip.js/zip.js'] },
  {
    name: 'verify',
    path: 'server/src/verify',
    may: ['core', 'lookup', 'node', 'mailauth', 'node:'],
  },
  {
    name: 'outlook',
    path: 'server/src/outlook',
    may: ['core', '@kenjiuno/msgreader', '@kenjiuno/decompressrtf', 'node:'],
  },
  {
    name: 'lsp',
    path: 'server/src/lsp',
    may: [
      'core',
      'picture',
      'lookup',
      'archive',
      'vscode-languageserver',
      'vscode-languageserver-textdocument',
      'vscode-uri',
    ],
  },
  {
    name: 'node',
    path: 'server/src/node',
    may: [
      'core',
      'lookup',
      'lsp',
      'dns-packet',
      'https-proxy-agent',
      'proxy-from-env',
      'vscode-languageserver',
      'vscode-uri',
      'node:',
    ],
  },
  {
    name: 'browser',
    path: 'server/src/browser',
    may: ['core', 'lookup', 'lsp', 'vscode-languageserver', 'libphonenumber-js', '@zip.js/zip.js'],
  },
  {
    name: 'cli',
    path: 'server/src/cli',
    may: ['core', 'picture', 'lookup', 'archive', 'node', 'node:', 'commander', 'picocolors'],
  },
  { name: 'protocol', path: 'server/src/lsp/protocol.ts', within: 'lsp', may: ['picture'] },
  { name: 'defang', path: 'server/src/core/text/defang.ts', within: 'core', may: [] },
  { name: 'complaint-name', path: 'server/src/core/complaint/name.ts', within: 'core', may: [] },
  { name: 'page-messages', path: 'client/src/route-view/messages.ts', may: ['picture'] },
  { name: 'page', path: 'client/src/route-view', may: ['picture', 'page-messages'] },
  {
    name: 'client',
    path: 'client/src',
    may: [
      'protocol',
      'picture',
      'page-messages',
      'defang',
      'complaint-name',
      'vscode',
      'vscode-languageclient',
      'vscode-uri',
    ],
  },
];

/** The layer of a file (path relative to the root, with `/`), the most specific one; undefined outside the layers. */
export function layerOf(path) {
  let best;
  for (const layer of layers) {
    if (path !== layer.path && !path.startsWith(`${layer.path}/`)) continue;
    if (best === undefined || layer.path.length > best.path.length) best = layer;
  }
  return best;
}

/**
 * Why `importer` may not import `target`, or undefined when it may.
 * @param importer path relative to the root
 * @param target a path relative to the root for files, the bare specifier for packages and built-ins
 * @param isFile whether `target` is a file of this repository
 */
export function violation(importer, target, isFile) {
  const from = layerOf(importer);
  if (from === undefined) return undefined;
  if (isFile) {
    const to = layerOf(target);
    if (to === undefined) return `${importer} imports ${target}, which belongs to no layer`;
    const inside = to.within === from.name || from.may.includes(to.within);
    if (to === from || inside || from.may.includes(to.name)) return undefined;
    return `${importer}: ${from.name} must not import ${to.name} (${target})`;
  }
  const builtin = target.startsWith('node:');
  const name = target.startsWith('@')
    ? target.split('/').slice(0, 2).join('/')
    : target.split('/')[0];
  if (from.may.includes(builtin ? 'node:' : name)) return undefined;
  return `${importer}: ${from.name} must not import the package ${target}`;
}
