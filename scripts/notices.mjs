/** The notices of the libraries that stand in the bundles: their licences ask that the texts come along. */
import { readdir, readFile, writeFile } from 'node:fs/promises';

/**
 * Writes one file with name, version, licence and licence text of every package that a bundle holds.
 * Throws when a package has no licence text: then somebody must look.
 * @param metafiles what esbuild tells of the bundles
 * @param root where node_modules lies, with a slash behind
 */
export async function writeNotices(metafiles, root, target) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs: parts }) =>
      // What was shaken out of the bundle is not given to anybody.
      Object.entries(parts).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
    ),
  );
  const folders = new Set(inputs.flatMap(([path]) => packageFolder(path) ?? []));
  const notices = await Promise.all([...folders].sort().map((folder) => noticeOf(root + folder)));
  await writeFile(
    target,
    `Spam Patrol holds these libraries. Thank you.\n\n${[...new Set(notices)].join('\n')}`,
  );
}

/** `node_modules/@scope/name` of a file in it; the innermost one. */
function packageFolder(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
}

async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence text`);
  const text = await readFile(`${folder}/${file}`, 'utf8');
  return `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text.trim()}\n`;
}
