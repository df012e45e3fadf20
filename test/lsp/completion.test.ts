import assert from 'node:assert/strict';
import { TextEdit, type CompletionItem } from 'vscode-languageserver/node';
import { startHarness, type Harness } from './harness.ts';
import { crlf, plain } from './messages.ts';

const draft = 'file:///mail/one.complaint.eml';

/** `|` is the cursor. */
const marked = (header: string): string =>
  crlf(`X-Unsent: 1
${header}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

Ladies and gentlemen,
--b1
Content-Type: message/feedback-report

Feedback-Type: abuse
--b1
Content-Type: message/rfc822

`) +
  plain +
  crlf('\n--b1--\n');

describe('completion', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness();
  });
  afterEach(() => server.stop());

  /** The line of the cursor after each of the offers was taken. */
  const offers = async (text: string, uri = draft): Promise<string[]> => {
    const cursor = text.indexOf('|');
    const line = text.slice(0, cursor).split('\n').length - 1;
    const character = cursor - (text.lastIndexOf('\n', cursor) + 1);
    const clean = text.replace('|', '');
    await server.open(uri, clean);
    const items = await server.ask<CompletionItem[]>('textDocument/completion', uri, {
      position: { line, character },
    });
    await server.close(uri);
    const before = clean.split('\r\n')[line] ?? '';
    return items.map(({ textEdit }) => {
      assert.ok(TextEdit.is(textEdit));
      const { start, end } = textEdit.range;
      assert.equal(start.line, line);
      assert.equal(end.line, line);
      assert.ok(start.character <= character && character <= end.character);
      return before.slice(0, start.character) + textEdit.newText + before.slice(end.character);
    });
  };

  it('names fields that the header has not yet', async () => {
    const found = await offers(marked('Su|'));
    assert.ok(found.includes('Subject: '));
    assert.ok(found.includes('Reply-To: '));
    assert.ok(!found.some((line) => line.startsWith('MIME-Version')));
  });

  it('names fields on an empty line that ends the header, too', async () => {
    const found = await offers(crlf('From: a@example.org\n|\n\nBody\n'));
    assert.ok(found.includes('To: '));
    assert.ok(!found.includes('From: '));
  });

  it('changes a name and leaves its value', async () => {
    assert.ok((await offers(marked('C|c: a@example.org'))).includes('Bcc: a@example.org'));
  });

  it('knows registered values', async () => {
    const type = await offers(marked('X: y').replace('text/plain; charset=utf-8', 'te|xt/pl'));
    assert.ok(type.includes('Content-Type: text/plain; charset=utf-8'));
    assert.deepEqual(await offers(marked('Auto-Submitted: |')), [
      'Auto-Submitted: no',
      'Auto-Submitted: auto-generated',
      'Auto-Submitted: auto-replied',
    ]);
    const report = marked('X: y');
    assert.ok(
      (await offers(report.replace('Type: abuse', 'Type: |'))).includes('Feedback-Type: fraud'),
    );
  });

  it('names the fields of a part, and those of a report', async () => {
    const part = await offers(
      marked('X: y').replace('charset=utf-8\r\n', 'charset=utf-8\r\nCo|\r\n'),
    );
    assert.ok(part.includes('Content-Disposition: '));
    assert.ok(!part.includes('Subject: '));
    const report = await offers(marked('X: y').replace('abuse\r\n', 'abuse\r\nSo|\r\n'));
    assert.ok(report.includes('Source-IP: '));
  });

  it('knows whom to tell, from the evidence', async () => {
    assert.deepEqual(await offers(marked('To: |')), ['To: abuse@example.org']);
    assert.deepEqual(await offers(marked('To: x@example.net, ab|')), [
      'To: x@example.net, abuse@example.org',
    ]);
    assert.deepEqual(await offers(marked('To: abuse@example.org, |')), []);
  });

  it('offers nothing in a letter, in the evidence and in a message', async () => {
    assert.deepEqual(await offers(marked('X: y').replace('Ladies', 'La|dies')), []);
    assert.deepEqual(await offers(marked('X: y').replace('Good day', 'Good| day')), []);
    assert.deepEqual(await offers(marked('Su|'), 'file:///mail/one.eml'), []);
  });
});
