/**
 * Measures the extension in a real VS Code, each figure beside what the platform itself takes for the
 * same: `npm run bench:editor`. With `--patrol`, a patrol over 3,000 real messages, of which a picture
 * is taken. Nothing here passes or fails: times are for people to read.
 */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../../scripts/browser.mjs';
import { corpusMessages } from '../../scripts/corpus.mjs';
import { root } from '../../scripts/editors.mjs';
import { startVscodeServer } from '../../scripts/vscode-server.mjs';
import { buildSuite } from './build.mjs';

const patrol = process.argv.includes('--patrol');
/** What test/editor/bench/index.ts puts before its lines. */
const mark = 'bench| ';
/** Milliseconds. */
const tooLong = 15 * 60_000;

const header = [
  'Received: from relay.b.example (relay.b.example [198.51.100.7]) by mx.example.com (Postfix)',
  '\twith ESMTPS id 4AbCdEfGhI for <reader@example.com>; Tue, 2 Jan 2024 10:00:05 +0000 (UTC)',
  'Received: from desk.a.example (desk.a.example [203.0.113.300]) by relay.b.example (Postfix)',
  '\twith ESMTPSA id 4AbCdEfGhJ; Tue, 2 Jan 2024 10:00:02 +0000 (UTC)',
  'From: Sender <sender@a.example>',
  'To: reader@example.com',
  'Subject: Pictures',
  'Date: Tue, 2 Jan 2024 10:00:00 +0000',
  'Message-ID: <1@a.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="cut-here"',
  '',
  '--cut-here',
  'Content-Type: image/jpeg; name="pictures.jpg"',
  'Content-Transfer-Encoding: base64',
  '',
  '',
].join('\n');
const line = `${'VGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIHRoZSBsYXp5IGRvZy4g'.repeat(2).slice(0, 76)}\n`;

function message(bytes) {
  const lines = Math.max(1, Math.round((bytes - header.length) / line.length));
  return `${header}${line.repeat(lines)}--cut-here--\n`;
}

const folder = await mkdtemp(join(tmpdir(), 'spam-patrol-bench-'));
const mail = join(folder, 'mail');
await mkdir(mail);
if (patrol) {
  for await (const { path, collection } of corpusMessages()) {
    if (collection !== 'easy-ham-1' && collection !== 'spam-1') continue;
    await mkdir(join(mail, collection), { recursive: true });
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.txt$/, '.eml');
    await cp(path, join(mail, collection, name));
  }
} else {
  // Copies, because an editor keeps what it has read; the same text as mail and as plain text.
  for (const [size, bytes] of [
    ['small', 5000],
    ['large', 25 * 1024 * 1024],
  ]) {
    for (let n = 0; n < 7; n++) {
      for (const kind of ['eml', 'txt']) {
        await writeFile(join(mail, `${size}-${n}.${kind}`), message(bytes));
      }
    }
  }
  for (let n = 0; n < 200; n++) await writeFile(join(mail, `many-${n}.eml`), message(20_000));
}

const tests = await buildSuite('node', 'bench');
const server = await startVscodeServer({
  trusted: true,
  // The editor would ask before it opens 25 MB.
  machineSettings: { 'workbench.editorLargeFileConfirmation': 1024 },
});
const { page, close } = await openBrowser();
console.log(
  `VS Code ${server.version}, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}\n`,
);
const code = await new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error('The measurement did not come to an end.')), tooLong).unref();
  const open = async () => {
    await page.exposeFunction('codeAutomationLog', async (_type, args) => {
      const text = args.map(String).join(' ');
      if (text === `${mark}picture`) {
        await page.screenshot({ path: join(root, '.cache/patrol.png') });
        console.log('\nA picture of the report is in .cache/patrol.png.');
      } else if (text.startsWith(mark)) {
        console.log(text.slice(mark.length));
      }
    });
    await page.exposeFunction('codeAutomationExit', resolve);
    await page.goto(server.page({ workspace: mail, tests }));
  };
  open().catch(reject);
}).catch((error) => {
  console.error(error);
  return 1;
});
await close();
await server.stop();
await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
process.exit(code);
