/**
 * Builds the bundles for release and packs them into spam-patrol-<version>.vsix, then reads the
 * package again: nothing but the allow-list of package.json may be in it, and it must stay small,
 * as must what a browser loads.
 */
import { execFileSync } from 'node:child_process';
import { readFile, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
const vsix = `${root}${manifest.name}-${manifest.version}.vsix`;
const maxBytes = 3 * 1024 * 1024;
/** Of each bundle that a browser loads: a million, as it comes over the wire before it is packed. */
const maxWebBytes = 1_000_000;
/** What the editor loads for any plain text. */
const maxSleepingBytes = 8 * 1024;
/** What the page of the route view loads when it opens. */
const maxPageBytes = 64 * 1024;

// A source map of a development build would be left beside the new bundles.
await rm(`${root}dist`, { recursive: true, force: true });
execFileSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: root, stdio: 'inherit' });
await createVSIX({ cwd: root, packagePath: vsix, dependencies: false });

const bytes = await readFile(vsix);
const names = entries(bytes);

/** What vsce adds, and how it names the files that the marketplace shows. */
const own = ['[Content_Types].xml', 'extension.vsixmanifest', 'extension/package.json'];
const renamed = new Map([
  ['README.md', 'readme.md'],
  ['CHANGELOG.md', 'changelog.md'],
  ['LICENSE', 'LICENSE.txt'],
]);
const allowed = manifest.files.map((file) => `extension/${renamed.get(file) ?? file}`);
const covers = (allow, name) => name === allow || name.startsWith(`${allow}/`);

const problems = [
  ...names
    .filter((name) => !own.includes(name) && !allowed.some((allow) => covers(allow, name)))
    .map((name) => `${name} is in the package, but not in the allow-list of package.json.`),
  ...allowed
    .filter((allow) => !names.some((name) => covers(allow, name)))
    .map((allow) => `${allow} is missing in the package.`),
];
if (bytes.length > maxBytes) {
  problems.push(`The package has ${bytes.length} bytes, more than ${maxBytes}.`);
}

const limits = new Map([
  ['dist/extension.cjs', maxSleepingBytes],
  ['dist/client.web.js', maxWebBytes],
  ['dist/server.web.js', maxWebBytes],
  ['dist/extras.web.js', maxWebBytes],
  ['dist/route-view.js', maxPageBytes],
]);
for (const name of manifest.files.filter((file) => file.startsWith('dist/'))) {
  const { size } = await stat(root + name);
  const limit = limits.get(name);
  const allowance = limit === undefined ? '' : ` of ${kilobytes(limit)} at most`;
  console.log(`${name}: ${kilobytes(size)}${allowance}`);
  if (limit !== undefined && size > limit) {
    problems.push(`${name} has ${kilobytes(size)}, more than ${kilobytes(limit)}.`);
  }
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else
  console.log(
    `${names.length} files, ${kilobytes(bytes.length)} of ${kilobytes(maxBytes)} at most: ${vsix}`,
  );

function kilobytes(size) {
  return `${Math.ceil(size / 1024)} kB`;
}

/** The names in a zip archive, from its central directory (APPNOTE 4.3.12). */
function entries(zip) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end === -1) throw new Error('The package is not a zip archive.');
  const found = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28);
    found.push(zip.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return found;
}
