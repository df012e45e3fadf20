import assert from 'node:assert/strict';
import {
  commands,
  partsRequest,
  readFileRequest,
  type PartResult,
  type PartsResult,
} from '../../server/src/lsp/protocol.ts';
import { makeFolder, startHarness, takeTemporary, type Folder, type Harness } from './harness.ts';

const header = `From: a@example.org
Content-Type: multipart/mixed; boundary=b

`;
const message = Buffer.from(
  `${header}--b
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: 8bit

caf\xe9
--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p title=3D"x">=E2=82=AC 1.99 and so=
 on</p>
--b
Content-Type: application/octet-stream; name="../../in\u202evoice.pdf.exe"
Content-Transfer-Encoding: base64

TVqQAAMAAAA=
--b
Content-Type: message/rfc822

Subject: inner

hello
--b
Content-Type: text/plain
Content-Transfer-Encoding: x-secret

zzz
--b--
`.replace('\u202e', '\xe2\x80\xae'),
  'latin1',
);

describe('parts', () => {
  let server: Harness;
  let folder: Folder;
  let uri: string;
  beforeEach(async () => {
    folder = await makeFolder();
    uri = await folder.write('one.eml', message);
  });
  afterEach(async () => {
    await server.stop();
    await folder.remove();
  });

  const start = async (clientFiles = true): Promise<void> => {
    server = await startHarness({ initializationOptions: { clientFiles } });
    server.client.onRequest(readFileRequest, () => ({ base64: message.toString('base64') }));
  };
  const open = (part: string, more: object = {}): Promise<PartResult> =>
    server.execute(commands.openPart, { uri, part, ...more });

  it('are listed with their types, names and sizes, the one under the cursor marked', async () => {
    await start();
    const text = message.toString('utf8');
    await server.open(uri, text);
    const offset = text.indexOf('1.99');
    const result = await server.client.sendRequest<PartsResult>(partsRequest, { uri, offset });
    assert.ok(result.kind === 'listed');
    assert.equal(result.current, '2');
    assert.deepEqual(
      result.parts.map((part) => Object.values(part).join(' | ')),
      [
        '1 | text/plain |  | 4 bytes | true',
        '2 | text/html |  | 45 bytes | true',
        '3 | application/octet-stream | ../../in\\u{202e}voice.pdf.exe | 9 bytes | false',
        '4 | message/rfc822 |  | 21 bytes | true',
        '4.1 | text/plain |  | 5 bytes | true',
        '5 | text/plain |  | 3 bytes | true',
      ],
    );
  });

  it('are decoded from the bytes of the file, in their own charset', async () => {
    await start();
    const text = await open('1');
    assert.ok(text.kind === 'text');
    assert.deepEqual([text.text, text.language, text.title], ['café', 'text', 'part 1 of one.eml']);
    const html = await open('2');
    assert.ok(html.kind === 'text');
    assert.deepEqual([html.text, html.language], ['<p title="x">€ 1.99 and so on</p>', 'html']);
    const inner = await open('4');
    assert.ok(inner.kind === 'text');
    assert.deepEqual([inner.text, inner.language], ['Subject: inner\n\nhello', 'message']);
  });

  it('come as files with a name that does no harm, and with warnings', async () => {
    await start();
    const file = await open('3');
    assert.ok(file.kind === 'file');
    assert.equal(file.name, 'invoice.pdf.exe.untrusted');
    assert.equal(Buffer.from(file.base64, 'base64').toString('latin1'), 'MZ\x90\0\x03\0\0\0');
    assert.equal(file.warnings.length, 4);
    const text = await open('1', { asFile: true });
    assert.ok(text.kind === 'file');
    assert.deepEqual(
      [text.name, Buffer.from(text.base64, 'base64').toString('latin1')],
      ['part-1.txt', 'caf\xe9'],
    );
  });

  it('say when they cannot be decoded, and when the editor shows something else', async () => {
    await start();
    const secret = await open('5');
    assert.ok(secret.kind === 'text');
    assert.match(secret.notices.join(), /x-secret/);
    await server.open(uri, 'Subject: something else\n\n');
    const unsaved = await open('1');
    assert.ok(unsaved.kind === 'text');
    assert.match(unsaved.notices.join(), /differs from the file/);
  });

  it('of other editors are written to temporary files: never a page, never a program', async () => {
    await start(false);
    const html = await open('2');
    assert.ok(html.kind === 'written');
    assert.match(html.uri, /part-2\.txt$/);
    assert.match((await takeTemporary(html.uri)).toString(), /€ 1\.99/);
    const file = await open('3');
    assert.ok(file.kind === 'written');
    assert.match(file.uri, /invoice\.pdf\.exe\.untrusted$/);
    await takeTemporary(file.uri);
  });

  it('tell in a sentence what went wrong', async () => {
    await start(false);
    const failures: readonly (readonly [object, RegExp])[] = [
      [{ uri, part: '7' }, /no part 7/],
      [{ uri, part: '../1' }, /no part number/],
      [{ uri, part: 1 }, /no part number/],
      [{ part: '1' }, /No message/],
      [{ uri: folder.uri('gone.eml'), part: '1' }, /could not be read/],
    ];
    for (const [argument, words] of failures) {
      const result = await server.execute<PartResult>(commands.openPart, argument);
      assert.ok(result.kind === 'failed');
      assert.match(result.message, words);
    }
    for (const params of [{}, { uri: 7 }, { uri: folder.uri('gone.eml') }]) {
      const result = await server.client.sendRequest<PartsResult>(partsRequest, params);
      assert.equal(result.kind, 'failed');
    }
  });
});
