/** A small strict reader of drafts: CRLF in all lines that are ours, two parts, no more. Latin-1 text throughout. */
import assert from 'node:assert/strict';
import { decodeLatin1 } from '../../../server/src/core/text/latin1.ts';

export interface ParsedDraft {
  /** In order; folded values unfolded. */
  readonly fields: readonly (readonly [string, string])[];
  /** The values of a field, by its name in lower case. */
  readonly values: (name: string) => string[];
  readonly letter: string;
  readonly letterFields: ReadonlyMap<string, string>;
  readonly evidenceFields: ReadonlyMap<string, string>;
  /** One unit a byte. */
  readonly evidence: string;
}

function splitHeader(text: string): [(readonly [string, string])[], string] {
  const end = text.indexOf('\r\n\r\n');
  assert.notEqual(end, -1, 'a header ends with an empty line');
  const lines = text.slice(0, end).split('\r\n');
  const fields: (readonly [string, string])[] = [];
  for (const line of lines) {
    assert.match(line, /^[\x20-\x7e]+$/, 'header lines are printable ASCII');
    assert.notEqual(line.trim(), '', 'no line of blanks only');
    assert.ok(line.length <= 998);
    const last = fields.at(-1);
    if (line.startsWith(' ') && last !== undefined) {
      fields[fields.length - 1] = [last[0], last[1] + line];
    } else {
      const match = /^([A-Za-z-]+): (.+)$/.exec(line);
      assert.ok(match, `a field: ${line}`);
      fields.push([match[1] ?? '', match[2] ?? '']);
    }
  }
  return [fields, text.slice(end + 4)];
}

function toMap(fields: readonly (readonly [string, string])[]): Map<string, string> {
  return new Map(fields.map(([name, value]) => [name.toLowerCase(), value]));
}

export function parseDraft(bytes: Uint8Array): ParsedDraft {
  const [fields, body] = splitHeader(decodeLatin1(bytes));
  const header = toMap(fields);
  assert.equal(header.size, fields.length, 'every field once');
  const boundary = /^multipart\/mixed; boundary="([^"]{1,70})"$/.exec(
    header.get('content-type') ?? '',
  )?.[1];
  assert.ok(boundary);
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`);
  assert.equal(pieces.length, 4, 'three delimiters');
  const [preamble, first = '', second = '', epilogue] = pieces;
  assert.equal(preamble, '');
  assert.equal(epilogue, '--\r\n');
  assert.ok(first.startsWith('\r\n') && second.startsWith('\r\n'));
  const [letterFields, letter] = splitHeader(first.slice(2));
  const [evidenceFields, evidence] = splitHeader(second.slice(2));
  return {
    fields,
    values: (name) => fields.filter(([key]) => key.toLowerCase() === name).map(([, v]) => v),
    letter: Buffer.from(letter, 'latin1').toString('utf8').replaceAll('\r\n', '\n'),
    letterFields: toMap(letterFields),
    evidenceFields: toMap(evidenceFields),
    evidence,
  };
}
