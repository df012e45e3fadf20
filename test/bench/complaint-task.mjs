/** One task of the bench of complaints, in a process of its own; prints what it took. */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const [, , task, bundle, file, out] = process.argv;
const { composeComplaint, createFile, readIncident } = await import(pathToFileURL(bundle).href);

globalThis.gc();
const before = process.resourceUsage().maxRSS;
const started = performance.now();
const bytes = await readFile(file);
if (task === 'copy') {
  await createFile(out, [bytes]);
} else {
  const { letters } = composeComplaint({
    prepared: {
      incident: readIncident({ bytes, ownHosts: [], part: null }),
      redaction: null,
      readers: null,
      changes: [],
      archive: null,
    },
    ownHosts: [],
    reporter: null,
    now: new Date(),
    fileName: 'large.eml',
    format: task,
  });
  for (const { pieces } of letters) await createFile(out, pieces);
}
const milliseconds = performance.now() - started;
console.log(JSON.stringify({ milliseconds, kilobytes: process.resourceUsage().maxRSS - before }));
