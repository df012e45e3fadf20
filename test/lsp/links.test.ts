import assert from 'node:assert/strict';
import type { DocumentLink, RegistrationParams } from 'vscode-languageserver/node';
import { copyDefangedCommand } from '../../server/src/lsp/protocol.ts';
import { onceAsked, startHarness, type Harness } from './harness.ts';
import { crlf } from './messages.ts';

const uri = 'file:///mail/one.eml';
const text = crlf(`Received: from a.example (a.example [192.0.2.7])
\tby mx.example.com; Mon, 1 Jan 2024 10:00:00 +0000
Message-ID: <1@a.example>
List-Unsubscribe: <mailto:leave@list.example?subject=no>, <https://list.example/leave>
List-Archive: <https://list.example/>
Content-Transfer-Encoding: quoted-printable

See https://evil.example/pay?t=3Dada=
&u=3D1 and file:///etc/passwd or HTTP://Evil.Example.
`);

describe('links', () => {
  let server: Harness;
  afterEach(() => server.stop());

  const links = async (
    message: string,
    settings: object,
    clientFiles = true,
  ): Promise<DocumentLink[]> => {
    server = await startHarness({
      initializationOptions: { clientFiles },
      settings: () => settings,
    });
    await server.open(uri, message);
    const asked = server.ask<DocumentLink[]>('textDocument/documentLink', uri);
    if (clientFiles || 'links' in settings) await server.becomeIdle();
    return asked;
  };
  const targets = (found: readonly DocumentLink[]): string[] =>
    found.map(({ target = '' }) => decodeURIComponent(target));

  it('copy the address, defanged, and lead nowhere', async () => {
    const found = await links(text, {});
    const command = `command:${copyDefangedCommand}?`;
    assert.deepEqual(targets(found), [
      `${command}["1[@]a[.]example"]`,
      `${command}["mailto:leave[@]list[.]example?subject=no"]`,
      `${command}["hxxps://list[.]example/leave"]`,
      `${command}["hxxps://list[.]example/"]`,
      `${command}["hxxps://evil[.]example/pay?t=ada&u=1"]`,
      `${command}["file:///etc/passwd"]`,
      `${command}["HXXP://Evil[.]Example"]`,
    ]);
    const [, , , , soft] = found;
    assert.ok(soft !== undefined);
    assert.match(server.textAt(uri, soft.range), /^https:.*u=3D1$/s);
  });

  it('have no word of the message in their tooltips: editors show them as Markdown', async () => {
    const tooltips = new Set((await links(text, {})).map(({ tooltip }) => tooltip));
    assert.deepEqual([...tooltips], ['Copy it defanged (setting spamPatrol.links)']);
  });

  it('lead where the sender says only when the user wants it, and never to a file', async () => {
    const found = await links(text, { links: 'live' });
    assert.deepEqual(targets(found), [
      'mid:1@a.example',
      'mailto:leave@list.example?subject=no',
      'https://list.example/leave',
      'https://list.example/',
      'https://evil.example/pay?t=ada&u=1',
      `command:${copyDefangedCommand}?["file:///etc/passwd"]`,
      'HTTP://Evil.Example',
    ]);
  });

  it('stay when one of them holds half a character, which no address can', async () => {
    const found = await links(text.replace('<1@', '<\ud800@'), { links: 'live' });
    assert.equal(targets(found)[1], 'mailto:leave@list.example?subject=no');
    assert.equal(found[0]?.target?.startsWith(`command:${copyDefangedCommand}?`), true);
  });

  it('are looked for again when the setting changes: none that leads somewhere outlives it', async () => {
    server = await startHarness({
      capabilities: { textDocument: { documentLink: { dynamicRegistration: true } } },
    });
    const came = onceAsked<RegistrationParams>(server, 'client/registerCapability', null);
    const went = onceAsked<object>(server, 'client/unregisterCapability', null);
    await server.client.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.equal((await came).registrations[0]?.method, 'textDocument/documentLink');
    await went;
  });

  it('are none in an editor that could only follow them', async () => {
    assert.deepEqual(await links(text, {}, false), []);
  });

  it('cover those that are too many to look at with one that copies nothing', async () => {
    const many = `${text}${'https://evil.example/ '.repeat(5000)}`;
    const found = await links(many, {});
    const last = found.at(-1);
    assert.ok(found.length < 2100);
    assert.ok(last !== undefined);
    const covered = server.textAt(uri, last.range);
    assert.match(covered, /^https:/);
    assert.ok(many.endsWith(covered));
  });
});
