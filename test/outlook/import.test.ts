/** Messages of Outlook made mail: by the command line, by the server, and by hand-made files that nobody should have to read. */
import assert from 'node:assert/strict';
import { english } from '../../server/src/core/text/said.ts';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { analyze } from '../../server/src/core/analysis.ts';
import { composeOutlook } from '../../server/src/core/outlook/compose.ts';
import { isConverted } from '../../server/src/core/outlook/converted.ts';
import type { OutlookMessage } from '../../server/src/core/outlook/message.ts';
import { readOutlook } from '../../server/src/outlook/read.ts';
import { Folder, run, trace } from '../cli/cli.ts';
import { msgFile, received, transportHeaders } from './msg.ts';

function convert(file: Uint8Array): {
  text: string;
  bytes: Uint8Array;
  notices: readonly string[];
} {
  const { bytes, notices } = composeOutlook(readOutlook(file), 'mail.msg');
  return { text: Buffer.from(bytes).toString('utf8'), bytes, notices: notices.map(english) };
}

const parse = (bytes: Uint8Array) => PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer' });

describe('a message saved by Outlook', () => {
  it('keeps its transport headers as they are, but for those of the body that is gone', () => {
    const { text, notices } = convert(msgFile(received));
    const [kept = ''] = transportHeaders.split('MIME-Version');
    assert.ok(text.startsWith(kept), text.slice(0, 600));
    assert.match(
      text,
      /\r\nX-Spam-Patrol-Original-MIME-Version: 1\.0\r\nX-Spam-Patrol-Original-Content-Type: multipart\/mixed;\r\n\tboundary="gone"\r\n/,
    );
    assert.match(
      text,
      /\r\nX-Spam-Patrol-Converted: from the Outlook file mail\.msg; transport headers\r\n as they were, body/,
    );
    assert.equal(notices.length, 1);
    assert.match(notices[0] ?? '', /signatures do not verify/);
  });

  it('is traced like the message that it was', () => {
    const { text } = convert(msgFile(received));
    const analysis = analyze(text);
    assert.equal(analysis.route.source?.ip, '192.0.2.7');
    assert.ok(analysis.findings.some(({ rule }) => rule === 'impossible-address'));
    assert.ok(isConverted(analysis.header));
  });

  it('has its letter, in both forms, and its attachments', async () => {
    const mail = await parse(convert(msgFile(received)).bytes);
    assert.equal(mail.text?.trim(), 'Good day.\nCafé €');
    assert.match(mail.html ?? '', /Café/);
    const [offer] = mail.attachments;
    assert.deepEqual([offer?.filename, offer?.mimeType], ['offer.pdf', 'application/pdf']);
    assert.deepEqual(
      Buffer.from(offer?.content as ArrayBuffer),
      Buffer.from('%PDF-1.4 \0\xff', 'latin1'),
    );
    assert.deepEqual([mail.subject, mail.from?.address], ['Hello', 'sender@example.org']);
  });

  it('has a message that was attached to it as message/rfc822, which is traced by its own route', () => {
    const wrapper = msgFile({
      properties: { subject: 'Look', senderName: 'Reader', senderAddress: 'reader@example.com' },
      attachments: [{ properties: { name: 'Hello' }, inner: received }],
    });
    const { text } = convert(wrapper);
    assert.match(text, /Content-Type: message\/rfc822\r\n/);
    assert.match(text, /filename="Hello\.eml"/);
    assert.match(text, /by mx\.example\.com/);
  });

  it('without transport headers says so, and has what Outlook knows', async () => {
    const { bytes, notices } = convert(
      msgFile({
        properties: {
          subject: 'Grüße\r\nX-Evil: 1',
          senderName: 'A "B"',
          senderAddress: 'a@example.org',
          text: 'x',
        },
        recipients: [
          { name: 'R', address: 'r@example.com', recipientType: 1 },
          { name: 'C', address: 'c@example.com', recipientType: 2 },
          { name: 'X', address: '/o=x/cn=y\r\nX-Evil: 1', recipientType: 1 },
        ],
      }),
    );
    const mail = await parse(bytes);
    assert.deepEqual(
      [mail.subject, mail.from, mail.to?.length, mail.cc?.[0]?.address],
      ['Grüße X-Evil: 1', { address: 'a@example.org', name: 'A "B"' }, 1, 'c@example.com'],
    );
    assert.ok(!mail.headers.some(({ key }) => key === 'x-evil'));
    assert.match(notices[0] ?? '', /no transport headers/);
  });

  it('whose header has a blank line or another line above it gives no body away for a header', () => {
    const properties = {
      headers: `Microsoft Mail Internet Headers Version 2.0\r\n${transportHeaders}--gone\r\nX-Part: 1\r\n\r\n`,
      text: 'x',
    };
    const { text } = convert(msgFile({ properties }));
    const { header } = analyze(text);
    assert.equal(header.fields[0]?.key, 'received');
    assert.ok(!header.fields.some(({ key }) => key === 'x-part'));
  });

  it('attaches what claims to be a multipart or a message as plain bytes', () => {
    for (const mediaType of ['message/rfc822', 'multipart/mixed', 'text/plain\r\nX-Evil: 1', '']) {
      const { text } = convert(
        msgFile({
          properties: { text: 'x' },
          attachments: [{ fileName: 'a', mediaType, data: Buffer.from('a') }],
        }),
      );
      assert.match(text, /Content-Type: application\/octet-stream\r\n/, mediaType);
    }
  });

  it('that is none, or another item, is refused in words', () => {
    assert.throws(() => readOutlook(Buffer.from('From: a@b\n\nx')), /it is no Outlook message/);
    assert.throws(
      () => readOutlook(msgFile({ properties: { messageClass: 'IPM.Appointment' } })),
      /it is no mail but another item/,
    );
  });

  it('becomes mail whose header no property can add to or end', () => {
    const value = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(value, value, value, value, (subject, name, address, type) => {
        const message: OutlookMessage = {
          headers: null,
          subject,
          from: { name, address: `${address}@example.org` },
          to: [{ name, address }],
          cc: [],
          sent: 0,
          text: subject,
          html: null,
          attachments: [{ kind: 'file', name, type, bytes: new Uint8Array([1]) }],
          missing: [],
        };
        const { header } = analyze(
          Buffer.from(composeOutlook(message, name).bytes).toString('latin1'),
        );
        const known = [
          'from',
          'to',
          'subject',
          'date',
          'x-spam-patrol-converted',
          'mime-version',
          'content-type',
          'content-transfer-encoding',
        ];
        for (const { key } of header.fields) assert.ok(known.includes(key), key);
      }),
    );
  });

  it('never harms more than its own import, however its bytes are broken', () => {
    const good = msgFile(received);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 12 }),
        (changes) => {
          const bytes = good.slice();
          for (const [at, byte] of changes) if (at > 512) bytes[at] = byte;
          try {
            convert(bytes);
          } catch (error) {
            assert.ok(error instanceof Error && !(error instanceof assert.AssertionError));
          }
        },
      ),
      // The same every time: in the product a thread with a clock stands around it.
      { numRuns: 60, seed: 1 },
    );
  });
});

describe('spam-patrol import', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder({ 'mail.msg': Buffer.from(msgFile(received)), 'odd.msg': 'no message' });
  });
  afterEach(() => {
    folder.remove();
  });

  it('writes the message beside the file, overwrites nothing, and says what the limits are', async () => {
    const first = await run(['import', 'mail.msg'], { cwd: folder.path });
    assert.deepEqual([first.code, first.stderr], [0, '']);
    assert.match(first.stdout, /^mail\.eml\n {2}The message was converted from an Outlook file: /);
    const second = await run(['import', 'mail.msg'], { cwd: folder.path });
    assert.match(second.stdout, /^mail-2\.eml\n/);
    const [one, two] = ['mail.eml', 'mail-2.eml'].map((name) =>
      readFileSync(join(folder.path, name)),
    );
    assert.deepEqual(one, two);
    const { results } = await trace(['mail.eml'], { cwd: folder.path });
    assert.equal(results[0]?.source?.ip, '192.0.2.7');
  });

  it('says of each file that is none, and goes on', async () => {
    const { code, stdout, stderr } = await run(['import', 'odd.msg', 'gone.msg', 'mail.msg'], {
      cwd: folder.path,
    });
    assert.equal(code, 2);
    assert.match(
      stderr,
      /odd\.msg cannot be imported: it is no Outlook message\. Nothing was written\./,
    );
    assert.match(stderr, /gone\.msg cannot be imported: there is no such file or folder/);
    assert.match(stdout, /^mail\.eml\n/);
    assert.deepEqual(readdirSync(folder.path).sort(), ['mail.eml', 'mail.msg', 'odd.msg']);
  });

  it('has its limits said again by a complaint and by a verification', async () => {
    await run(['import', 'mail.msg'], { cwd: folder.path });
    const complaint = await run(['complain', 'mail.eml'], { cwd: folder.path });
    assert.match(complaint.stdout, /was converted from an Outlook file/);
    const verification = await run(['verify', '--offline', 'mail.eml'], { cwd: folder.path });
    assert.match(verification.stdout, /was converted from an\s+Outlook file/);
  });
});
