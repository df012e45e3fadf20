/**
 * Complaints read by programs that know nothing of us: Python's email package, Perl's Email::MIME,
 * postal-mime and mailparser. What they find is what was put in.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { perl, python } from '../../scripts/mail-parsers.mjs';
import { formats, type FormatId } from '../../server/src/core/complaint/formats/formats.ts';
import { readIncident } from '../../server/src/core/complaint/incident.ts';
import { composeComplaint, type ComposedLetter } from '../../server/src/core/complaint/index.ts';
import { factKinds } from '../../server/src/core/complaint/letter.ts';
import { joinBytes } from '../../server/src/core/complaint/mime.ts';
import { contactRoles } from '../../server/src/core/complaint/roles.ts';
import {
  languages,
  textIds,
  type OwnTexts,
} from '../../server/src/core/complaint/texts/languages.ts';
import { now, reporter } from '../core/complaint/compose.ts';
import { cases, oddities, type Case } from './messages.ts';

interface Draft {
  /** Of the file. */
  readonly name: string;
  readonly of: Case;
  readonly evidence: Uint8Array;
  readonly letter: ComposedLetter;
  readonly bytes: Buffer;
}

interface ReadPart {
  readonly type: string;
  /** Base64. */
  readonly content: string;
  readonly defects?: readonly string[];
}

interface Reading {
  readonly type: string;
  readonly reportType?: string;
  readonly fields: readonly string[];
  readonly to: readonly string[];
  readonly subject: string;
  readonly defects?: readonly string[];
  readonly warnings?: readonly string[];
  /** The bytes of the part that is a message, in base64; null when there is none. */
  readonly enclosed: string | null;
  readonly parts: readonly ReadPart[];
}

const reportId = '123e4567-e89b-42d3-a456-426614174000';

function drafts(format: FormatId, messages: readonly Case[]): Draft[] {
  return messages.flatMap((of, index) => {
    const incident = readIncident({ bytes: of.bytes, ownHosts: [], part: of.part });
    const { letters } = composeComplaint({
      prepared: { incident, redaction: null, readers: null, changes: [], archive: null },
      ownHosts: [],
      reporter,
      now,
      fileName: `${of.name}.eml`,
      format,
      // All languages, in turn.
      language: languages[index % languages.length]?.id ?? 'en',
      facts: [
        { kind: 'uri', text: 'https://bulk.example/?u=1' },
        { kind: 'domain', text: 'bulk.example' },
        { kind: 'note', text: 'Grüße' },
      ],
      reportId,
    });
    return letters
      .filter((letter) => letter.format === format)
      .map((letter) => {
        const bytes = Buffer.from(joinBytes(letter.pieces));
        return { name: `${format}-${of.name}.eml`, of, evidence: incident.evidence, letter, bytes };
      });
  });
}

const written: readonly Draft[] = (['letter', 'inline', 'arf', 'xarf'] as const).flatMap((format) =>
  drafts(format, [...cases, ...oddities]),
);

/** All drafts at once: a program starts once, not a hundred times. */
function readAll(program: string, script: string): Map<string, Reading> {
  const folder = mkdtempSync(join(tmpdir(), 'spam-patrol-parsers-'));
  try {
    for (const { name, bytes } of written) writeFileSync(join(folder, name), bytes);
    const path = fileURLToPath(new URL(script, import.meta.url));
    const run = spawnSync(program, [path, folder], {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    });
    assert.equal(run.status, 0, run.stderr);
    return new Map(
      run.stdout
        .trim()
        .split('\n')
        .map((line) => {
          const { name, ...reading } = JSON.parse(line) as Reading & { readonly name: string };
          return [name, reading];
        }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const content = (part: ReadPart | undefined): Buffer => Buffer.from(part?.content ?? '', 'base64');
const textOf = (part: ReadPart | undefined): string =>
  content(part).toString('utf8').replaceAll('\r\n', '\n');
const typesOf = ({ parts }: Reading): string[] => parts.map(({ type }) => type);
const of = (format: FormatId): Draft[] => written.filter(({ letter }) => letter.format === format);

const expectedTypes = {
  letter: ['text/plain', 'message/rfc822'],
  inline: ['text/plain'],
  arf: ['text/plain', 'message/feedback-report', 'message/rfc822'],
  xarf: ['text/plain', 'application/json'],
} as const;

/** Line breaks that mail has: a parser may know others, and need not keep them. */
const hasOnlyCrlf = (bytes: Uint8Array): boolean =>
  !/\r(?!\n)|(?<!\r)\n|\0/.test(Buffer.from(bytes).toString('latin1'));

const readers = [
  { name: "Python's email package", program: python, script: 'read-mail.py' },
  { name: "Perl's Email::MIME", program: perl, script: 'read-mail.pl' },
] as const;

describe('complaints, read by other programs', () => {
  it('are there in every format', () => {
    const counts = new Map(
      (Object.keys(expectedTypes) as FormatId[]).map((id) => [id, of(id).length]),
    );
    assert.equal(counts.get('letter'), cases.length + oddities.length);
    assert.equal(counts.get('inline'), cases.length + oddities.length);
    assert.ok((counts.get('arf') ?? 0) >= 15, String(counts.get('arf')));
    assert.ok((counts.get('xarf') ?? 0) >= 1);
  });

  for (const { name, program, script } of readers) {
    describe(name, () => {
      let readings: Map<string, Reading>;

      before(function () {
        // Installing a package takes its time.
        this.timeout(300_000);
        readings = readAll(program(), script);
      });

      const readingOf = (draft: Draft): Reading => {
        const reading = readings.get(draft.name);
        assert.ok(reading, draft.name);
        return reading;
      };

      it('finds the parts that were put in, and nothing wrong with them', () => {
        for (const draft of written) {
          const reading = readingOf(draft);
          const { format } = draft.letter;
          assert.notEqual(format, 'text');
          assert.deepEqual(
            typesOf(reading),
            expectedTypes[format as keyof typeof expectedTypes],
            draft.name,
          );
          assert.deepEqual(reading.defects ?? [], [], draft.name);
          assert.deepEqual(reading.warnings ?? [], [], draft.name);
          for (const part of reading.parts) assert.deepEqual(part.defects ?? [], [], draft.name);
          if (format === 'arf') {
            assert.equal(reading.type, 'multipart/report');
            assert.equal(reading.reportType ?? 'feedback-report', 'feedback-report');
          }
        }
      });

      it('finds every field once, and the recipients that were chosen', () => {
        for (const draft of written) {
          const { fields, to, subject } = readingOf(draft);
          assert.equal(new Set(fields).size, fields.length, draft.name);
          assert.deepEqual(to, draft.letter.recipients, draft.name);
          assert.equal(subject.replace(/\s+/g, ' '), draft.letter.subject, draft.name);
        }
      });

      it('finds the letter as it was written', () => {
        for (const draft of written) {
          const text = textOf(readingOf(draft).parts[0]);
          assert.equal(text.trimEnd(), draft.letter.text.trimEnd(), draft.name);
        }
      });

      it('finds the original bytes', () => {
        for (const draft of [...of('letter'), ...of('arf')]) {
          const found = Buffer.from(readingOf(draft).enclosed ?? '', 'base64').toString('latin1');
          assert.equal(found, Buffer.from(draft.evidence).toString('latin1'), draft.name);
        }
      });
    });
  }

  describe('postal-mime', () => {
    it('finds the letter, the recipients and the original bytes', async () => {
      for (const draft of [...of('letter'), ...of('arf')]) {
        const mail = await PostalMime.parse(draft.bytes, { forceRfc822Attachments: true });
        assert.deepEqual(
          (mail.to ?? []).map(({ address }) => address),
          draft.letter.recipients,
          draft.name,
        );
        assert.equal(mail.text?.trimEnd(), draft.letter.text.trimEnd(), draft.name);
        const enclosed = mail.attachments.at(-1);
        assert.equal(enclosed?.mimeType, 'message/rfc822', draft.name);
        assert.ok(enclosed.content instanceof ArrayBuffer || ArrayBuffer.isView(enclosed.content));
        if (hasOnlyCrlf(draft.evidence)) {
          assert.equal(
            Buffer.from(enclosed.content as ArrayBuffer)
              .toString('latin1')
              .replaceAll(/\r?\n/g, '\n')
              .trimEnd(),
            Buffer.from(draft.evidence).toString('latin1').replaceAll('\r\n', '\n').trimEnd(),
            draft.name,
          );
        }
      }
    });
  });

  describe('mailparser', () => {
    it('finds the letter, the recipients and the original bytes', async () => {
      for (const draft of [...of('letter'), ...of('arf')]) {
        const mail = await simpleParser(draft.bytes, {
          skipHtmlToText: true,
          skipTextToHtml: true,
        });
        const to = mail.to === undefined ? [] : [mail.to].flat();
        assert.deepEqual(
          to.flatMap(({ value }) => value).map(({ address }) => address),
          draft.letter.recipients,
          draft.name,
        );
        assert.ok((mail.text ?? '').startsWith(draft.letter.text.trimEnd()), draft.name);
        const enclosed = mail.attachments.at(-1);
        assert.equal(enclosed?.contentType, 'message/rfc822', draft.name);
        if (hasOnlyCrlf(draft.evidence)) {
          assert.equal(
            enclosed.content.toString('latin1'),
            Buffer.from(draft.evidence).toString('latin1'),
            draft.name,
          );
        }
      }
    });
  });
});

describe('complaints about hostile messages', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'Received: from a (b.example.net [203.0.113.9]:25) by mx.example.org (Postfix) id x; Mon, 1 Jan 2024 00:00:00 +0000',
      'Received: from "\r\n Bcc: x@y.example" ([203.0.113.9]) by "a\0b" id \xff\xfe',
      'Received: from x by y (SMI-8.6/SMI-SVR4) id {signature}; Mon, 1 Jan 2024 00:00:00 +0000',
      'Subject: =?utf-8?Q?=0D=0ATo:_x@y.example?= {network} {{',
      'Content-Type: multipart/mixed; boundary="=_spam-patrol_00000000"',
      '--=_spam-patrol_00000000',
      '--=_spam-patrol_00000001--',
      'From: "x\r\nBcc: y@z.example" <a@b.example>',
      '\r\n',
      '\n',
      '\r',
      '\r\n\r\n',
      '\0',
    ),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  );
  const message = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  const hostileText = fc.oneof(
    fc.constantFrom(
      'abuse@example.net',
      'x@y.example\r\nBcc: z@z.example',
      '--=_spam-patrol_00000000',
      '{belief}',
    ),
    fc.string({ unit: 'binary' }),
  );
  const addressee = fc.record({
    address: fc.oneof(
      fc.constantFrom(
        'abuse@example.net',
        'noc@example.net',
        'postmaster@[IPv6:2001:db8::1]',
        'a,b@example.net',
        '"x" <a@b.example>',
      ),
      hostileText,
    ),
    channel: fc.constantFrom('mail' as const, 'form' as const, 'phone' as const),
    role: fc.constantFrom(...contactRoles),
    scope: hostileText,
    basis: hostileText,
    confidence: fc.constantFrom('published' as const, 'guessed' as const),
  });
  const allowed = new Set([
    'x-unsent',
    'from',
    'to',
    'subject',
    'date',
    'x-spam-patrol-language',
    'x-spam-patrol-letter',
    'x-spam-patrol-guessed',
    'x-spam-patrol-text-fault',
    'mime-version',
    'content-type',
    'content-transfer-encoding',
  ]);

  it('hold the recipients that were chosen, the bytes that were there, and no field or part besides', async () => {
    await fc.assert(
      fc.asyncProperty(
        message,
        fc.array(addressee, { maxLength: 4 }),
        fc.record({ name: hostileText, address: hostileText }),
        fc.array(fc.record({ kind: fc.constantFrom(...factKinds), text: hostileText }), {
          maxLength: 3,
        }),
        fc.constantFrom(...formats.map(({ id }) => id)),
        fc.dictionary(fc.constantFrom(...textIds), hostileText),
        async (text, contacts, signer, facts, format, own) => {
          const bytes = Buffer.from(text, 'latin1');
          const incident = readIncident({ bytes, ownHosts: [], part: null });
          const { letters } = composeComplaint({
            prepared: { incident, redaction: null, readers: null, changes: [], archive: null },
            ownHosts: [],
            reporter: signer,
            now,
            fileName: signer.name,
            contacts,
            facts,
            format,
            texts: new Map(Object.entries(own)) as OwnTexts,
          });
          for (const letter of letters) {
            for (const recipient of letter.recipients) {
              assert.ok(contacts.some(({ address: chosen }) => chosen === recipient));
            }
            if (letter.output === 'text') continue;
            const mail = await PostalMime.parse(joinBytes(letter.pieces), {
              forceRfc822Attachments: true,
            });
            for (const { key } of mail.headers) assert.ok(allowed.has(key), key);
            assert.deepEqual(
              (mail.to ?? []).map((to) => to.address),
              letter.recipients,
            );
            const types = mail.attachments.map(({ mimeType }) => mimeType);
            const expected: readonly string[] =
              expectedTypes[letter.format as keyof typeof expectedTypes];
            assert.deepEqual(
              types,
              expected.filter((type) => type !== 'text/plain'),
            );
            const enclosed = mail.attachments.find(({ mimeType }) => mimeType === 'message/rfc822');
            if (enclosed === undefined) continue;
            // It reads lines, and drops carriage returns wherever they stand.
            const lines = (content: Uint8Array): string =>
              Buffer.from(content).toString('latin1').replaceAll('\r', '');
            assert.equal(
              lines(new Uint8Array(enclosed.content as ArrayBuffer)).replace(/\n+$/, ''),
              lines(incident.evidence).replace(/\n+$/, ''),
            );
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

/** RFC 5965 §3.1 and §3.2, with RFC 6692's Source-Port: how often each may stand, and what it looks like. */
const address = /^<[^<>@\s]+@[^<>@\s]+>$/;
const reportFields: ReadonlyMap<string, { readonly most: number; readonly value: RegExp }> =
  new Map([
    ['Feedback-Type', { most: 1, value: /^(?:abuse|fraud|virus|other|not-spam)$/ }],
    ['User-Agent', { most: 1, value: /^[!-~]+\/[!-~]+(?: .*)?$/ }],
    ['Version', { most: 1, value: /^1$/ }],
    ['Original-Envelope-Id', { most: 1, value: /^[!-~]+$/ }],
    ['Original-Mail-From', { most: 1, value: /^<(?:[^<>@\s]+@[^<>@\s]+)?>$/ }],
    [
      'Arrival-Date',
      {
        most: 1,
        value: /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/,
      },
    ],
    ['Reporting-MTA', { most: 1, value: /^dns; ?[!-~]+$/ }],
    ['Source-IP', { most: 1, value: /^(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[0-9a-f:.]+)$/ }],
    ['Source-Port', { most: 1, value: /^\d{1,5}$/ }],
    ['Incidents', { most: 1, value: /^\d+$/ }],
    ['Authentication-Results', { most: Infinity, value: /^[A-Za-z0-9.-]+;? / }],
    ['Original-Rcpt-To', { most: Infinity, value: address }],
    ['Reported-Domain', { most: Infinity, value: /^[a-z0-9.-]+$/ }],
    ['Reported-URI', { most: Infinity, value: /^[a-z][a-z0-9+.-]*:[!-~]+$/ }],
  ]);
const required = ['Feedback-Type', 'User-Agent', 'Version'];

describe('feedback reports', () => {
  const reportOf = ({ bytes, name }: Draft): (readonly [string, string])[] => {
    const text = bytes.toString('latin1');
    const start = text.indexOf('Content-Type: message/feedback-report');
    const body = text.slice(text.indexOf('\r\n\r\n', start) + 4);
    const end = body.search(/\r\n\r\n--=_/);
    assert.notEqual(end, -1, name);
    return body
      .slice(0, end)
      .split('\r\n')
      .map((line) => {
        const match = /^([A-Za-z-]+): (.+)$/.exec(line);
        assert.ok(match, `${name}: ${line}`);
        return [match[1] ?? '', match[2] ?? ''];
      });
  };

  it("hold fields of RFC 5965's table, as often as it allows", () => {
    for (const draft of of('arf')) {
      const counts = new Map<string, number>();
      for (const [name, value] of reportOf(draft)) {
        const field = reportFields.get(name);
        assert.ok(field, `${draft.name}: ${name}`);
        assert.match(value, field.value, `${draft.name}: ${name}`);
        counts.set(name, (counts.get(name) ?? 0) + 1);
        assert.ok((counts.get(name) ?? 0) <= field.most, `${draft.name}: ${name} again`);
      }
      for (const name of required) assert.equal(counts.get(name), 1, `${draft.name}: ${name}`);
    }
  });

  it('say what is known, and nothing that is not', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const complete = of('arf').find((draft) => draft.of.name === 'complete');
    assert.ok(complete);
    assert.deepEqual(reportOf(complete), [
      ['Feedback-Type', 'abuse'],
      ['User-Agent', `SpamPatrol/${version}`],
      ['Version', '1'],
      ['Original-Mail-From', '<bounce-ada=example.net@bulk.example>'],
      ['Arrival-Date', 'Mon, 12 May 2025 07:05:47 +0000'],
      ['Source-IP', '203.0.113.7'],
      ['Source-Port', '51234'],
      ['Authentication-Results', 'mx1.example.net; spf=fail smtp.mailfrom=bulk.example; dkim=none'],
      ['Original-Rcpt-To', '<ada@example.net>'],
      ['Reported-Domain', 'bulk.example'],
      ['Reported-URI', 'https://bulk.example/?u=1'],
    ]);
    const ipv6 = of('arf').find((draft) => draft.of.name.startsWith('ipv6'));
    assert.ok(ipv6);
    assert.deepEqual(
      reportOf(ipv6).find(([name]) => name === 'Source-IP'),
      ['Source-IP', 'IPv6:2001:db8::25'],
    );
    assert.ok(!reportOf(ipv6).some(([name]) => name === 'Source-Port'));
    assert.equal(complete.letter.subject, 'FW: Nur heute: Hüte');
  });
});

describe('X-ARF reports', () => {
  it("fit the schemas of the format's authors, and hold the original bytes", async () => {
    const schema = (name: string): object =>
      JSON.parse(
        readFileSync(new URL(`../fixtures/xarf/${name}`, import.meta.url), 'utf8'),
      ) as object;
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(ajv);
    ajv.addSchema(schema('xarf-core.json'));
    const validate = ajv.compile(schema('type-messaging-spam.json'));
    for (const draft of of('xarf')) {
      const mail = await PostalMime.parse(draft.bytes);
      const [file] = mail.attachments;
      assert.equal(file?.filename, 'xarf.json');
      const json = Buffer.from(file.content as ArrayBuffer).toString('utf8');
      const report = JSON.parse(json) as { evidence: { payload: string }[] };
      assert.ok(validate(report), JSON.stringify(validate.errors));
      assert.deepEqual(
        Buffer.from(report.evidence[0]?.payload ?? '', 'base64'),
        Buffer.from(draft.evidence),
      );
    }
  });
});
