/** A folder of messages for the editor tests: the samples, and what no repository should hold. */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/editors.mjs';

/** Above this the editor hands extensions nothing of a file. */
const extensionsSeeNothingAbove = 50 * 1024 * 1024;

/** Makes a folder called `name` with the samples. `remove` takes it away with everything in it. */
export async function makeWorkspace(name) {
  const parent = await mkdtemp(join(tmpdir(), 'spam-patrol-'));
  const folder = join(parent, name);
  await mkdir(folder);
  await cp(join(root, 'samples'), folder, { recursive: true });
  return {
    folder,
    remove: () => rm(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

/** Puts the folder under version control, where there is a git: VS Code then has earlier versions to show. */
export function commitAll(folder) {
  const git = (...args) => spawnSync('git', args, { cwd: folder }).status === 0;
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.net'];
  return git('init', '-q') && git('add', '.') && git(...who, 'commit', '-q', '-m', 'Messages');
}

/** Adds `raw-bytes.eml` and `big.eml`. */
export async function addOddMessages(folder) {
  await writeFile(join(folder, 'raw-bytes.eml'), rawBytes());
  await writeFile(join(folder, 'big.eml'), await bigMessage());
}

/** Adds `thirty-hops.eml` and `draft.eml`: the longest route that is read in earnest, and none. */
export async function addOddRoutes(folder) {
  await writeFile(join(folder, 'thirty-hops.eml'), thirtyHops());
  await writeFile(
    join(folder, 'draft.eml'),
    'From: Ada <ada@example.net>\nTo: Grace <grace@example.org>\nSubject: Lunch on Friday?\n' +
      'Date: Fri, 6 Jun 2025 10:00:00 +0000\nMessage-ID: <draft-1@example.net>\n\nAt noon?\n',
  );
}

/** Seconds that the handovers took, over and over. */
const delays = [1, 3, 2, 0, 5, 41, 2, 380, 1, 7, 4, 12, 1, 5400, 2];
const houses = ['lists.example.org', 'mail.example.com', 'relay.example'];

/** A message that went around three houses, each with its filters, before it came here. */
function thirtyHops() {
  const ours = (name) => `${name}.example.net`;
  const hosts = [ours('imap'), ours('filter'), ours('mx1')];
  while (hosts.length < 31) {
    const at = hosts.length - 3;
    const house = houses[Math.floor(at / 10) % houses.length];
    hosts.push(`${['out', 'scan', 'queue', 'in'][at % 4]}${(at % 9) + 1}.${house}`);
  }
  let time = Date.UTC(2025, 5, 6, 7, 30, 12);
  const fields = hosts.slice(0, -1).map((by, at) => {
    const client = hosts[at + 1];
    const address = at < 2 ? `192.0.2.${30 + at}` : `198.51.100.${10 + at}`;
    const from = at === 21 ? client : `${client} (${client} [${address}])`;
    const tls = at % 3 === 1 ? '\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384)' : '';
    const date = new Date(time).toUTCString().replace('GMT', '+0000');
    time -= delays[at % delays.length] * 1000;
    const protocol = tls === '' ? 'ESMTP' : 'ESMTPS';
    return `Received: from ${from}\n\tby ${by} (Postfix) with ${protocol} id 4Q${at}Z7${tls};\n\t${date}\n`;
  });
  const date = new Date(time - 4000).toUTCString().replace('GMT', '+0000');
  return `${fields.join('')}From: News <news@example.org>\nTo: ada@example.net\nSubject: The long way round\nDate: ${date}\nMessage-ID: <round-1@example.org>\n\nHello.\n`;
}

/** Bytes that are no UTF-8, CRLF and LF side by side, no line end at the end. */
function rawBytes() {
  const header =
    'Received: from a.example (a.example [203.0.113.5]) by mx.example.net; Tue, 11 Mar 2025 06:42:19 +0000\r\n' +
    'From: caf\xe9 <a@a.example>\nSubject: \xe9\xff\r\n\r\n';
  const body = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0);
  return Buffer.concat([Buffer.from(header, 'latin1'), Buffer.from(body), Buffer.from('\r\nend')]);
}

async function bigMessage() {
  const message = await readFile(join(root, 'samples/01-spoofed-hop.eml'));
  const line = Buffer.from(`${'x'.repeat(76)}\n`);
  return Buffer.concat([message, Buffer.alloc(extensionsSeeNothingAbove + 1024 * 1024, line)]);
}
