import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Contact } from '../../server/src/core/contacts/contact.ts';
import type { Report } from '../../server/src/lookup/report.ts';
import { Folder, run } from './cli.ts';
import { CliWorld, nobody } from './lookups.ts';
import { clean, forwarding } from './messages.ts';

const spam = clean
  .replace('From: sender@example.org', 'From: sender@example.org\nReply-To: sales@example.net')
  .replaceAll(
    'mail.example.org (mail.example.org [192.0.2.7])',
    'mail.smallhost.example (mail.smallhost.example [192.0.2.7])',
  );

describe('spam-patrol contacts', () => {
  let world: CliWorld;
  let folder: Folder;
  before(async () => {
    world = await CliWorld.start();
    folder = new Folder({ 'spam.eml': spam, 'forwarded.eml': forwarding(spam) });
  });
  after(async () => {
    folder.remove();
    await world.stop();
  });

  const contacts = (...args: readonly string[]): ReturnType<typeof run> =>
    run(['contacts', ...args, ...world.flags], { env: world.env, cwd: folder.path });

  it('lists whom to tell, best first, and who says so', async () => {
    const { code, stdout, stderr } = await contacts('spam.eml');
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^The message came from 192\.0\.2\.7\.\n\nThe network that the message came from\n\n {2}abuse@smallhost\.example\n {6}for 192\.0\.2\.0\/24; taken from the registry's answer \(rdap\.arin\.net\): abuse contact Abuse Desk\n/,
    );
    assert.match(stdout, /\nWhere answers go\n\n {2}abuse@freemail\.example\n/);
  });

  it('says that the message around another one may not be meant', async () => {
    const { stdout } = await contacts('forwarded.eml');
    assert.match(
      stdout,
      /^The message came from .*\nIt holds another one, forwarded in part 2\. If/,
    );
    assert.doesNotMatch((await contacts('forwarded.eml', '--part', '2')).stdout, /It holds/);
  });

  it('gives the same as JSON, with the reports', async () => {
    const { stdout } = await contacts('spam.eml', '--json');
    const result = JSON.parse(stdout) as {
      file: string;
      part: null;
      contacts: readonly Contact[];
      reports: readonly Report[];
    };
    assert.deepEqual([result.file, result.part], ['spam.eml', null]);
    assert.equal(result.contacts[0]?.address, 'abuse@smallhost.example');
    assert.deepEqual(
      result.reports.map(({ subject }) => subject),
      ['192.0.2.7', 'example.net'],
    );
  });

  it('guesses when nobody is to be asked, and when nobody can be', async () => {
    const before = world.world.packets.length;
    const offline = await contacts('spam.eml', '--offline');
    assert.equal(offline.code, 0);
    assert.match(offline.stdout, /postmaster@\[192\.0\.2\.7\]\n.*guessed from the address/);
    assert.match(offline.stdout, /because --offline was given/);
    assert.equal(world.world.packets.length, before);
    const { flags, env } = await nobody();
    const unplugged = await run(['contacts', 'spam.eml', ...flags], { env, cwd: folder.path });
    assert.equal(unplugged.code, 1);
    assert.match(unplugged.stdout, /postmaster@\[192\.0\.2\.7\]/);
    assert.match(unplugged.stdout, /What is not known/);
  });

  it('means the message forwarded inside when told so', async () => {
    const { stdout } = await contacts('forwarded.eml', '--part', '2', '--offline');
    assert.match(stdout, /^The message came from 192\.0\.2\.7\./);
    const { code, stderr } = await contacts('forwarded.eml', '--part', '9', '--offline');
    assert.equal(code, 2);
    assert.match(stderr, /it holds no forwarded message 9\.\n$/);
  });

  it('says in a sentence that a file cannot be read, and ends with 2', async () => {
    const { code, stderr } = await contacts('nowhere.eml', '--offline');
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^spam-patrol: Whom to tell about nowhere\.eml could not be found out: there is no such file or folder\.\n$/,
    );
  });
});
