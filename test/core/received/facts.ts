/** Reads one trace field and gives its facts without places: what the tests of the parser compare. */
import assert from 'node:assert/strict';
import type { HeaderField } from '../../../server/src/core/message/header.ts';
import type { ReceivedField } from '../../../server/src/core/received/field.ts';
import { familyBySoftware } from '../../../server/src/core/received/dialects.ts';
import { clausesOf, parseReceived } from '../../../server/src/core/received/parse.ts';

export const PREFIX = 'Received: ';

export function fieldOf(text: string): HeaderField {
  return {
    start: 0,
    end: text.length,
    name: 'Received',
    key: 'received',
    nameEnd: 8,
    valueStart: Math.min(PREFIX.length, text.length),
  };
}

export function parse(value: string): ReceivedField {
  const text = PREFIX + value;
  return parseReceived(text, fieldOf(text));
}

/** The facts of a field without places: what folds and comments must not change. */
export function facts(r: ReceivedField): Record<string, unknown> {
  return {
    kind: r.kind,
    family: r.family?.id ?? null,
    helo: r.from?.helo?.value ?? null,
    rdns: r.from?.rdns?.value ?? null,
    ip: r.from?.ip?.value ?? null,
    ident: r.from?.ident?.value ?? null,
    auth: r.from?.auth?.value ?? null,
    port: r.from?.port?.value ?? null,
    by: r.by?.host?.value ?? null,
    byIp: r.by?.ip?.value ?? null,
    software: r.by?.software?.value ?? null,
    via: r.via?.value ?? null,
    with: r.with?.value ?? null,
    id: r.id?.value ?? null,
    for: r.for.map(({ value }) => value),
    envelopeFrom: r.envelopeFrom?.value ?? null,
    tls: r.tls === null ? null : [r.tls.version?.value ?? null, r.tls.cipher?.value ?? null],
    date: r.date?.time == null ? null : new Date(r.date.time).toISOString(),
  };
}

/** User and mechanism of the login. */
export function loginOf({ from }: ReceivedField): readonly (string | null)[] {
  return [from?.auth?.user?.value ?? null, from?.auth?.mechanism?.value ?? null];
}

const nothing = facts(parse(''));

/** A field as it is written, and the facts in it that are not empty. */
export function checkAsWritten(
  value: string,
  expected: Record<string, unknown>,
): Record<string, unknown> {
  const got = facts(parse(value));
  const told = Object.fromEntries(
    Object.entries(got).filter(
      ([key, fact]) => key in expected || JSON.stringify(fact) !== JSON.stringify(nothing[key]),
    ),
  );
  assert.deepEqual(told, expected);
  return got;
}

/** The same, however the field is folded and commented. */
export function check(value: string, expected: Record<string, unknown>): void {
  const got = checkAsWritten(value, expected);
  const who = loginOf(parse(value));
  for (const folded of foldings(value)) {
    assert.deepEqual(facts(parse(folded)), got, folded);
    assert.deepEqual(loginOf(parse(folded)), who, folded);
  }
  for (const noted of commented(value)) {
    const { software, ...rest } = facts(parse(noted));
    const { software: before, ...others } = got;
    assert.deepEqual(rest, others, noted);
    assert.deepEqual(loginOf(parse(noted)), who, noted);
    // A comment behind by, with and id is where servers name their software: where none of the table
    // does, it is taken for one.
    const known = typeof before === 'string' && familyBySoftware(before) !== null;
    assert.ok(
      software === before || (!known && software === NOTE),
      `${String(software)}: ${noted}`,
    );
  }
}

const NOTE = 'a \\) (nested) note';

/** The field unfolded, folded at each blank alone, and at all of them. */
function foldings(value: string): string[] {
  const flat = value.replace(/[ \t]*\r?\n[ \t]+/g, ' ');
  const places = [...flat.matchAll(/[ \t]+/g)].map(({ index }) => index);
  return [
    flat,
    ...places.map((at) => `${flat.slice(0, at)}\r\n${flat.slice(at)}`),
    flat.replace(/[ \t]+/g, '\r\n\t'),
    flat.replace(/[ \t]+/g, '\n '),
  ];
}

/**
 * The field with a comment wherever RFC 5321 §4.4 has CFWS: in front of a clause and of the date, and
 * behind that. Of several words: a single one behind the client would be its reverse name.
 */
function commented(value: string): string[] {
  const text = PREFIX + value;
  const comment = ` (${NOTE}) `;
  return [
    ...clausesOf(text, fieldOf(text))
      .filter(({ keyword }) => keyword !== 'from')
      .map(({ start }) => text.slice(PREFIX.length, start) + comment + text.slice(start)),
    value + comment.trimEnd(),
  ];
}
