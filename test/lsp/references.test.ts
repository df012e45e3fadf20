import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import {
  CancellationTokenSource,
  type DocumentHighlight,
  type Location,
} from 'vscode-languageserver/node';
import {
  listMessagesRequest,
  readFileRequest,
  type ReadFileParams,
} from '../../server/src/lsp/protocol.ts';
import { makeFolder, startHarness, type Folder, type Harness } from './harness.ts';
import { crlf } from './messages.ts';

const uri = 'file:///mail/one.eml';
const text = crlf(`Received: from out.mail.example.org (OUT.mail.example.org. [192.0.2.7])
\tby mx.example.com; Mon, 1 Jan 2024 10:00:00 +0000
Received: from x ([IPv6:2001:DB8:0:0::1]) by out.mail.example.org;
\tMon, 1 Jan 2024 10:00:00 +0000
X-Client: 2001:db8::1
From: Ada <ada@mail.example.org>
To: ada@mail.example.org, lada@mail.example.org
Message-ID: <a=b$1@mail.example.org>

notexample.org example.org 192.0.2.71 192.0.2.7. out.mail.example.org.evil.example
<a=b$1@mail.example.org>
`);

describe('references', () => {
  let server: Harness;
  afterEach(() => server.stop());

  describe('in one message', () => {
    beforeEach(async () => {
      server = await startHarness();
      await server.open(uri, text);
    });

    /** The lines on which the subject stands, by number, once a place. */
    const marked = async (word: string, behind = 0): Promise<string[]> => {
      const found = await server.askAt<DocumentHighlight[] | null>(
        'textDocument/documentHighlight',
        uri,
        word,
        {},
        behind,
      );
      return (found ?? []).map(({ range }) => `${range.start.line} ${server.textAt(uri, range)}`);
    };

    it('of a host: the whole name, and not where a longer one stands', async () => {
      assert.deepEqual(await marked('out.mail'), [
        '0 out.mail.example.org',
        '0 OUT.mail.example.org',
        '2 out.mail.example.org',
      ]);
    });

    it('of a domain, from its own labels: all hosts and addresses in it', async () => {
      const found = await marked('out.mail.example.org', 10);
      assert.deepEqual(
        found.map((place) => place.toLowerCase()),
        [0, 0, 2, 5, 6, 6, 7, 9, 10].map((line) => `${line} example.org`),
      );
    });

    it('of an IP address, however it is written', async () => {
      assert.deepEqual(await marked('192.0.2.7'), ['0 192.0.2.7', '9 192.0.2.7']);
      assert.deepEqual(await marked('2001:db8::1', 3), ['2 2001:DB8:0:0::1', '4 2001:db8::1']);
    });

    it('of a mail address and of an identifier, from before the @', async () => {
      assert.deepEqual(await marked('ada@'), ['5 ada@mail.example.org', '6 ada@mail.example.org']);
      assert.deepEqual(await marked('a=b$1@', 2), [
        '7 a=b$1@mail.example.org',
        '10 a=b$1@mail.example.org',
      ]);
    });

    it('of other words are left to the editor', async () => {
      assert.deepEqual(await marked('Ada <'), []);
      assert.deepEqual(await marked('Jan 2024'), []);
    });
  });

  it('mark no more than a piece of a long body', async () => {
    server = await startHarness();
    await server.open(uri, `${text}${'x'.repeat(1_000_000)} example.org`);
    const found = await server.askAt<DocumentHighlight[]>(
      'textDocument/documentHighlight',
      uri,
      'example.com',
    );
    assert.equal(found.length, 1);
  });

  describe('in the open folder', () => {
    let folder: Folder;
    beforeEach(async () => {
      folder = await makeFolder();
      await folder.write('two.eml', 'From: b@example.org\n\nSee www.EXAMPLE.org\n');
      await folder.write('three.eml', 'From: c@example.net\n\nNothing.\n');
      await folder.write('two.complaint.eml', 'From: b@example.org\n\n');
      await folder.write('notes.txt', 'example.org');
      await mkdir(folder.path('deeper'));
      await folder.write('deeper/four.eml', 'Subject: \u00e4\nFrom: d@example.org\n\n');
      await mkdir(folder.path('.hidden'));
      await folder.write('.hidden/five.eml', 'From: e@example.org\n\n');
    });
    afterEach(() => folder.remove());

    const found = async (): Promise<string[]> => {
      const locations = await server.askAt<Location[]>(
        'textDocument/references',
        uri,
        'example.org',
        { context: { includeDeclaration: true } },
        3,
      );
      return locations
        .filter((location) => location.uri !== uri)
        .map(({ uri: of, range: { start } }) => {
          const name = of.slice(of.lastIndexOf('/') + 1);
          return `${name} ${start.line}:${start.character}`;
        })
        .sort();
    };
    const expected = ['four.eml 1:8', 'two.eml 0:8', 'two.eml 2:8'];

    it('are found in the files, whatever editor has them open', async () => {
      server = await startHarness({ rootUri: folder.uri('') });
      await server.open(uri, text);
      assert.deepEqual(await found(), expected);
    });

    it('are found in what an open document shows, not in its file', async () => {
      server = await startHarness({ rootUri: folder.uri('') });
      await server.open(uri, text);
      await server.open(folder.uri('two.eml'), 'Subject: edited\n\nexample.org\n');
      assert.deepEqual(await found(), ['four.eml 1:8', 'two.eml 2:0']);
    });

    it('are asked of our own client, which reads the files', async () => {
      server = await startHarness({ initializationOptions: { clientFiles: true } });
      const uris = ['a.eml', 'b.complaint.eml', 'gone.eml'].map((name) => `vfs:/case/${name}`);
      server.client.onRequest(listMessagesRequest, () => ({ uris }));
      server.client.onRequest(readFileRequest, ({ uri: of }: ReadFileParams) => {
        if (of.endsWith('gone.eml')) throw new Error('no such file');
        return {
          base64: Buffer.from(of.startsWith('vfs:') ? 'X: example.org\n' : text).toString('base64'),
        };
      });
      await server.open(uri, text);
      assert.deepEqual(await found(), ['a.eml 0:3']);
    });

    it('are not looked for any more when nobody waits for them', async () => {
      server = await startHarness({ initializationOptions: { clientFiles: true } });
      const cancel = new CancellationTokenSource();
      server.client.onRequest(listMessagesRequest, () => {
        cancel.cancel();
        return { uris: ['vfs:/a.eml'] };
      });
      let read = 0;
      server.client.onRequest(readFileRequest, ({ uri: of }: ReadFileParams) => {
        if (of.startsWith('vfs:')) read++;
        return { base64: '' };
      });
      await server.open(uri, text);
      const { start: position } = server.rangeOf(uri, 'example.org');
      await assert.rejects(
        server.client.sendRequest(
          'textDocument/references',
          { textDocument: { uri }, position, context: { includeDeclaration: true } },
          cancel.token,
        ),
        /cancelled/i,
      );
      assert.equal(read, 0);
    });

    it('of a folder that is gone are those of the open messages', async () => {
      server = await startHarness({ rootUri: folder.uri('gone') });
      await rm(folder.path('two.eml'));
      await server.open(uri, text);
      assert.deepEqual(await found(), []);
    });
  });
});
