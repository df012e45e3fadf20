/**
 * The tests that other projects publish of their parsers of trace fields, run against ours. Where the
 * two disagree, a table says why. A disagreement that is not listed fails, and so does one that is
 * listed and none any more.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { facts, parse } from './facts.ts';

type Facts = Readonly<Record<string, string>>;

interface Cases<Case> {
  readonly cases: readonly Case[];
}

interface FieldCase {
  readonly field: string;
  readonly expect: Facts;
}

interface MessageCase {
  readonly fields: readonly string[];
  /** The handovers that a client address is known of, newest first. */
  readonly expect: readonly Facts[];
}

/** `test/fixtures/published/NOTICE.md` tells where each file is from. */
function read(name: string): unknown {
  const url = new URL(`../../fixtures/published/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}

/** What we read of a field; absent facts are empty. */
function ours(field: string): Facts {
  const all = facts(parse(field));
  const word = (key: string): string => (typeof all[key] === 'string' ? all[key] : '');
  const [tls, cipher] = (all['tls'] ?? []) as (string | null)[];
  const [recipient] = all['for'] as string[];
  const words = ['kind', 'helo', 'rdns', 'ip', 'ident', 'auth', 'via', 'with', 'id', 'date'];
  return {
    ...Object.fromEntries([...words, 'envelopeFrom'].map((key) => [key, word(key)])),
    by: word('by') === '' ? word('byIp') : word('by'),
    for: recipient ?? '',
    tls: tls ?? '',
    cipher: cipher ?? '',
  };
}

const unbracketed = (text: string | undefined): string => (text ?? '').replace(/^\[|\]$/g, '');

/** The words behind `from`, whatever they mean. */
const firstWords = ({ helo, rdns, ip, ident }: Facts): readonly string[] =>
  [helo, rdns, ip, ident].map(unbracketed);

/** The facts that we read otherwise: the place of the case in its file, counted from 0, and the fact. */
class Disagreements {
  readonly #found = new Map<string, string>();

  note(key: string, theirs: string, mine: string | undefined): void {
    this.#found.set(key, `${key}: theirs ${theirs}, ours ${mine ?? ''}`);
  }

  /** @param argued why, by key */
  settle(argued: ReadonlyMap<string, string>): void {
    const unargued = [...this.#found].filter(([key]) => !argued.has(key)).map(([, both]) => both);
    const settled = [...argued.keys()].filter((key) => !this.#found.has(key));
    assert.deepEqual({ unargued, settled }, { unargued: [], settled: [] });
  }
}

describe('the tests of Stalwart mail-parser', () => {
  /**
   * Its habits. `from` is the first word behind `from`, the word `unknown` included; where that is an
   * address, no other place names the client's. Addresses stay in the mapped form. `with` is one name
   * of a list: what is not in it is left out, what stands around it, too. An ident keeps the `@` and what
   * stands behind it, be it the client's address.
   */
  function agrees(mine: Facts, fact: string, expect: Facts): boolean {
    const theirs = expect[fact] ?? '';
    switch (fact) {
      case 'from':
        return theirs === '' || theirs === 'unknown' || firstWords(mine).includes(theirs);
      case 'ip':
        return theirs === ''
          ? [expect['from'], expect['ident']?.replace(/^.*@/, ''), ''].includes(mine['ip'])
          : theirs.replace('::ffff:', '') === mine['ip'];
      case 'rdns':
        return theirs === '' || theirs.replace(/\.$/, '') === mine['rdns'];
      case 'helo':
        return theirs === '' || theirs === unbracketed(mine['helo']);
      case 'with':
        return (
          mine['with']?.toUpperCase().includes(theirs.toUpperCase().replace(/S$/, '')) === true
        );
      case 'ident':
        return theirs.replace(/@.*$/, '') === mine['ident'];
      case 'tls':
        return (theirs === '') === (mine['tls'] === '');
      default:
        return theirs === mine[fact];
    }
  }

  const century = 'its years of two digits belong to the first century';
  const asctime = 'its date of asctime takes the year for a time';
  const zone = 'it knows no zones by name';
  const port =
    'it knows no address with the port behind a fifth dot (Exim 3), as SpamAssassin does';
  const slash = 'it ends the word at a slash';
  const login = 'the user logged in: ours is `auth`';
  const user = 'a user of that machine, or a program: no client of a `from` clause';
  const local = 'Exim names the user who handed it over: no host';
  const keyword = 'it takes a word of a comment for the clause';

  const argued = new Map([
    ['0 tls', 'ESMTP/TLS/…: it has no place for TLS of an unknown version'],
    ['6 ident', login],
    ['10 ident', local],
    ['13 date', asctime],
    ['28 id', slash],
    ['29 id', slash],
    ['30 id', slash],
    ['23 from', 'ours is the whole name, `mail pickup service`'],
    ['31 ident', local],
    ['32 ident', local],
    ['33 ident', local],
    ['34 ident', local],
    ['39 ident', slash],
    ['43 ip', port],
    ['43 ident', 'Exim 3: the name behind the address is the ident user'],
    ['43 rdns', 'Exim 3: the name in parentheses is HELO, as the test of SpamAssassin says, too'],
    ['54 rdns', 'the server says `unknown.domain` for no name, as SpamAssassin knows'],
    ['67 date', zone],
    ['68 ident', login],
    ['69 date', 'it reads no date without a semicolon'],
    ['81 ip', port],
    ['89 date', century],
    ['90 date', century],
    ['97 ident', login],
    ['110 from', 'csmap says that it looked nothing up: no name'],
    ['112 id', 'it knows no id without its keyword'],
    ['116 ident', slash],
    ['117 date', asctime],
    ['118 date', asctime],
    ['119 ident', login],
    ['121 ident', local],
    ['123 by', '`by alpha by uid 7791`: a number of a user is no server'],
    ['125 from', slash],
    ['128 date', century],
    ['137 ident', local],
    ['142 from', 'what stands in front of `by` without an address may all be HELO'],
    ['142 with', 'what stands in front of `by` without an address may all be HELO'],
    ['144 date', 'it drops the seconds with their fraction'],
    ['145 rdns', "the name is the server's own: `[local]` says that nobody connected"],
    ['149 from', 'ours is the whole text in front of `by`, `384836569573 named unknown`'],
    ['151 date', asctime],
    ['151 ident', 'a Message-ID is no ident'],
    ['153 for', '`<address>`: ours is what stands there, mailbox or not'],
    ['154 cipher', 'it leaves out the cipher that Google calls OTHER'],
    ['155 cipher', 'a field that is cut in pieces: without `by` all of it may be HELO'],
    ['162 from', user],
    ['163 from', user],
    ['163 date', zone],
    ['165 from', keyword],
    ['171 from', keyword],
  ]);

  it('agree but for what is argued', () => {
    const disagreements = new Disagreements();
    const told = 'from ip rdns helo by ident for with via id tls cipher date'.split(' ');
    const { cases } = read('mail-parser') as Cases<FieldCase>;
    cases.forEach(({ field, expect }, at) => {
      const mine = ours(field);
      for (const fact of told) {
        if (!agrees(mine, fact, expect))
          disagreements.note(`${at} ${fact}`, expect[fact] ?? '', mine[fact]);
      }
    });
    disagreements.settle(argued);
  });
});

describe('the tests of SpamAssassin', () => {
  /**
   * Its habits. A HELO literal has exclamation marks for brackets. `auth` is a name for the way, not
   * what the field says. Where a server writes one name for HELO and the reverse name, HELO is left out
   * for some servers. What a fetcher of mail did, and all that comes before it, is left out; so are
   * handovers that need no client.
   */
  function agrees(mine: Facts, fact: string, theirs: string): boolean {
    const plain = theirs.replaceAll('!', '');
    switch (fact) {
      case 'auth':
        return (theirs === '') === (mine['auth'] === '');
      case 'helo':
        return (
          plain === unbracketed(mine['helo']) || (plain === '' && mine['helo'] === mine['rdns'])
        );
      default:
        return plain === mine[fact];
    }
  }

  const scanner = 'it adds what qmail-scanner tells to the field beneath; ours are two fields';
  const cpms =
    'Critical Path writes down one name, HELO: others of its fields have a literal there';

  const argued = new Map([
    ['2.0 ident', 'Exim 3: the name behind the address is the ident user'],
    [
      '10.1 auth',
      'it holds whoever writes on a web page to have logged in; the field does not say so',
    ],
    ['11.0 rdns', scanner],
    ['11.0 helo', scanner],
    ['17.0 rdns', 'CommuniGate has verified the name; SpamAssassin 4 reads it as we do'],
    ['26.0 rdns', cpms],
    ['37.0 rdns', 'an address in the place of the reverse name is none'],
    ['39.1 rdns', cpms],
    ['40.0 rdns', cpms],
    ['40.2 rdns', cpms],
  ]);

  it('agree but for what is argued', () => {
    const disagreements = new Disagreements();
    const { cases } = read('spamassassin') as Cases<MessageCase>;
    cases.forEach(({ fields, expect }, at) => {
      const mine = fields.map(ours).filter(({ ip }) => ip !== '');
      expect.forEach((theirs, relay) => {
        const same = mine.findIndex(({ ip }) => ip === theirs['ip']);
        const [found] = same < 0 ? [] : mine.splice(0, same + 1).slice(-1);
        for (const [fact, value] of Object.entries(theirs)) {
          if (found === undefined || !agrees(found, fact, value))
            disagreements.note(`${at}.${relay} ${fact}`, value, found?.[fact]);
        }
      });
    });
    disagreements.settle(argued);
  });
});

describe('the tests of rspamd', () => {
  /** Its habits. The reverse name is left out where it says nothing new; recipients keep their brackets. */
  function agrees(mine: Facts, fact: string, theirs: string): boolean {
    switch (fact) {
      case 'from':
        return firstWords(mine).includes(theirs);
      case 'for':
        return theirs.replace(/^<|>$/g, '') === mine['for'];
      default:
        return theirs === mine[fact];
    }
  }

  const later = "a client can write what stands first: the server's word is the last address";
  const nul = 'it takes NUL out of the text first; we read what is there, and note it';

  const argued = new Map([
    ['5 ip', later],
    ['6 rdns', '`([])`: the server recorded nothing, and the name in front is HELO'],
    ['10 from', nul],
    ['10 ip', nul],
    ['10 rdns', nul],
  ]);

  it('agree but for what is argued', () => {
    const disagreements = new Disagreements();
    const { cases } = read('rspamd') as Cases<FieldCase>;
    cases.forEach(({ field, expect }, at) => {
      const mine = ours(field);
      for (const fact of ['from', 'ip', 'rdns', 'by', 'for']) {
        const theirs = expect[fact];
        if (theirs !== undefined && !agrees(mine, fact, theirs))
          disagreements.note(`${at} ${fact}`, theirs, mine[fact]);
      }
    });
    disagreements.settle(argued);
  });
});
