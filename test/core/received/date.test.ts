import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type MailDate, readDate } from '../../../server/src/core/received/date.ts';

function date(text: string): MailDate {
  const read = readDate(text, 0, text.length);
  assert.ok(read !== null, `nothing was read in ${JSON.stringify(text)}`);
  return read;
}

/** The instant, the zone and the defects on one line. */
function told(text: string): string {
  const { time, zoneMinutes, defects } = date(text);
  const instant = time === null ? 'no time' : new Date(time).toISOString().replace('.000Z', 'Z');
  return [instant, zoneMinutes ?? 'no zone', ...defects].join(' ');
}

function cases(rows: Readonly<Record<string, string>>): void {
  for (const [text, expected] of Object.entries(rows))
    it(JSON.stringify(text), () => {
      assert.equal(told(text), expected);
    });
}

describe('readDate', () => {
  describe('the form of RFC 5322', () => {
    cases({
      'Mon, 21 Apr 1997 17:53:13 -0400': '1997-04-21T21:53:13Z -240',
      'Mon, 21 Apr 1997 17:53:13 -0400 (EDT)': '1997-04-21T21:53:13Z -240',
      'Mon, 21 Apr 1997 17:53:13 +0000 (Coordinated (Universal\\)) Time)': '1997-04-21T17:53:13Z 0',
      'Mon, 1 Jan 2024 00:00:00 +0530': '2023-12-31T18:30:00Z 330',
      '21 Apr 1997 17:53 +0000': '1997-04-21T17:53:00Z 0',
      'MON, 21 APR 1997 17:53:13 -0000': '1997-04-21T17:53:13Z 0',
      'Thu, 29 Feb 2024 23:59:59 +1400': '2024-02-29T09:59:59Z 840',
      'Sat, 31 Dec 2016 23:59:60 +0000': '2017-01-01T00:00:00Z 0',
      'Thu, 1 Jan 1970 00:00:00 +0000': '1970-01-01T00:00:00Z 0',
      'Thu, 31 Dec 2099 23:59:59 +0000': '2099-12-31T23:59:59Z 0',
      'Tue, 29 Feb 2000 12:00:00 +0000': '2000-02-29T12:00:00Z 0',
    });
  });

  describe('its obsolete forms', () => {
    cases({
      'Mon,\r\n\t21 (spring) Apr\r\n 1997 17 : 53 : 13\r\n\t-0400': '1997-04-21T21:53:13Z -240',
      'Mon, 21 Apr 97 17:53:13 EDT': '1997-04-21T21:53:13Z -240 two-digit-year',
      'Sun, 21 Apr 02 17:53:13 GMT': '2002-04-21T17:53:13Z 0 two-digit-year',
      'Sun, 21 Apr 102 17:53:13 UT': '2002-04-21T17:53:13Z 0 two-digit-year',
      'Mon, 21 Apr 1997 17:53:13 PST': '1997-04-22T01:53:13Z -480',
      'Mon, 21 Apr 1997 17:53:13 Z': '1997-04-21T17:53:13Z 0',
      'Mon, 21 Apr 1997 17:53:13 utc': '1997-04-21T17:53:13Z 0',
      'Mon, 21 Apr 1997 17:53:13 A': '1997-04-21T17:53:13Z 0 unusual-form',
    });
  });

  describe('other zones', () => {
    cases({
      'Mon, 21 Apr 1997 17:53:13 -400': '1997-04-21T21:53:13Z -240 unusual-form',
      'Mon, 21 Apr 1997 17:53:13 +02': '1997-04-21T15:53:13Z 120 unusual-form',
      'Mon, 21 Apr 1997 17:53:13 +05:30': '1997-04-21T12:23:13Z 330 unusual-form',
      'Mon, 21 Apr 1997 17:53:13 (PDT)': '1997-04-22T00:53:13Z -420 unusual-form',
      'Mon, 21 Apr 1997 17:53:13 GMT+0200': '1997-04-21T15:53:13Z 120 unusual-form',
      'Mon, 21 Apr 1997 17:53:13 EST5EDT': '1997-04-21T22:53:13Z -300 unusual-form',
      'Mon, 21 Apr 1997 17:53:13 CEST': '1997-04-21T15:53:13Z 120 unusual-form',
      'Mon, 21 Apr 1997 17:53:13 MET DST': '1997-04-21T15:53:13Z 120 unusual-form',
      'Mon, 21 Apr 1997 17:53:13 JST': '1997-04-21T08:53:13Z 540 unusual-form',
      'Mon, 21 Apr 1997 17:53:13 0000': '1997-04-21T17:53:13Z 0 unusual-form',
      'Mon, 21 Apr 1997 17:53:13 -0400 EDT': '1997-04-21T21:53:13Z -240 unusual-form',
      'Mon, 21 Apr 1997 17:53:13': '1997-04-21T17:53:13Z no zone no-zone',
      'Mon, 21 Apr 1997 17:53:13 XYZ': '1997-04-21T17:53:13Z no zone no-zone unusual-form',
      'Mon, 21 Apr 1997 17:53:13 -1600': '1997-04-22T09:53:13Z -960 impossible-zone',
      'Mon, 21 Apr 1997 17:53:13 -16:00': '1997-04-22T09:53:13Z -960 impossible-zone unusual-form',
      'Mon, 21 Apr 1997 17:53:13 +1401': '1997-04-21T03:52:13Z 841 impossible-zone',
      'Mon, 21 Apr 1997 17:53:13 -0475': 'no time no zone impossible-zone',
      'Mon, 21 Apr 1997 17:53:13 +04000': 'no time no zone impossible-zone unusual-form',
    });
  });

  describe('other orders', () => {
    cases({
      'Mon Apr 21 17:53:13 1997': '1997-04-21T17:53:13Z no zone no-zone unusual-form',
      'Mon Apr 21 17:53:13 PDT 1997': '1997-04-22T00:53:13Z -420 unusual-form',
      'Mon Apr 21 17:53:13 EST5EDT 1997': '1997-04-21T22:53:13Z -300 unusual-form',
      'Mon Apr 21 17:53:13 1997 -0400': '1997-04-21T21:53:13Z -240 unusual-form',
      'Thursday, November 26, 1998 10:11:12 GMT': '1998-11-26T10:11:12Z 0 unusual-form',
      'Thu, 26 November 1998 10:11:12 +0000': '1998-11-26T10:11:12Z 0 unusual-form',
      '21-Apr-1997 17:53:13 +0000': '1997-04-21T17:53:13Z 0 unusual-form',
      '21-Apr-97 17:53:13 +0000': '1997-04-21T17:53:13Z 0 two-digit-year unusual-form',
      '2024-01-01T00:00:00Z': '2024-01-01T00:00:00Z 0 unusual-form',
      '2024-01-01T00:00:00.250+01:00': '2023-12-31T23:00:00.250Z 60 unusual-form',
      '2024-01-01 00:00:00 +0000': '2024-01-01T00:00:00Z 0 unusual-form',
      '2024-01-01 00:00:00.123456789 +0000 UTC m=+0.123456789':
        '2024-01-01T00:00:00.123Z 0 unusual-form',
      '2002/09/14 Sat 02:29:32 CDT': '2002-09-14T07:29:32Z -300 unusual-form',
      'Mon, 21 Apr 1997 05:53:13 PM -0400': '1997-04-21T21:53:13Z -240 unusual-form',
      'Mon, 21 Apr 1997 12:53:13 AM -0400': '1997-04-21T04:53:13Z -240 unusual-form',
      'Mon, 21 Apr 1997 17.53.13 +0200': '1997-04-21T15:53:13Z 120 unusual-form',
      '21.04.1997 17:53:13 +0200': '1997-04-21T15:53:13Z 120 unusual-form',
      '04/21/1997 05:53:13 PM': '1997-04-21T17:53:13Z no zone no-zone unusual-form',
      '21/04/1997 17:53:13': '1997-04-21T17:53:13Z no zone no-zone unusual-form',
      '17:53:13 21 Apr 1997 +0000': '1997-04-21T17:53:13Z 0',
      'Mon, 21 Apr 1997 17:53:13 -0400 for <x@[192.0.2.1]>':
        '1997-04-21T21:53:13Z -240 unusual-form',
    });
  });

  describe('what no calendar and no clock has', () => {
    cases({
      'Tue, 21 Apr 1997 17:53:13 -0400': '1997-04-21T21:53:13Z -240 wrong-weekday',
      'Wed, 31 Apr 1997 17:53:13 -0400': 'no time -240 impossible',
      'Thu, 29 Feb 2023 00:00:00 +0000': 'no time 0 impossible',
      '0 Jan 2024 00:00:00 +0000': 'no time 0 impossible',
      'Mon, 21 Apr 1997 24:00:00 -0400': 'no time -240 impossible',
      'Mon, 21 Apr 1997 17:60:00 -0400': 'no time -240 impossible',
      'Mon, 21 Apr 1997 17:53:61 -0400': 'no time -240 impossible',
      'Mon, 21 Apr 1997 17: -0400': 'no time -240 impossible',
      '2024-13-01T00:00:00Z': 'no time 0 impossible unusual-form',
      'Mon, 21 Apr 1904 17:53:13 +0200': 'no time 120 impossible-year',
      'Mon, 21 Apr 19100 17:53:13 +0200': 'no time 120 impossible-year',
      'Fri, 1 Jan 2100 00:00:00 +0000': 'no time 0 impossible-year',
    });
  });

  describe('what cannot be understood, or can in two ways', () => {
    cases({
      x: 'no time no zone unreadable',
      '(comment)': 'no time no zone unreadable',
      '(never closed': 'no time no zone unreadable',
      '21 Apr 1997': 'no time no zone unreadable',
      '17:53:13': 'no time no zone unreadable',
      '04/05/1997 10:11:12 +0000': 'no time 0 unreadable',
      '01-02-03 10:11:12 +0000': 'no time 0 unreadable',
      'id 5 at 6 on 7 Mon, 21 Apr 1997 17:53:13 -0400': 'no time -240 unreadable',
      '99999999999999999999 Apr 1997 17:53:13 +0000': 'no time 0 unreadable',
    });
  });

  it('gives nothing for a blank range', () => {
    for (const text of ['', ' ', ' \r\n\t']) assert.equal(readDate(text, 0, text.length), null);
  });

  it('spans the text without the blanks around it, comments included', () => {
    const text = 'x; \r\n Mon, 21 Apr 1997 17:53:13 -0400 (EDT) \r\n';
    const read = readDate(text, 2, text.length);
    assert.ok(read !== null);
    assert.equal(text.slice(read.start, read.end), 'Mon, 21 Apr 1997 17:53:13 -0400 (EDT)');
  });

  it('reads nothing outside its range', () => {
    const text = 'Mon, 21 Apr 1997 17:53:13 -0400';
    for (let end = 0; end < text.length; end++) {
      assert.deepEqual(
        readDate(text, 0, end),
        readDate(text.slice(0, end), 0, end),
        `up to ${end}`,
      );
    }
  });

  it('gives the instant of every date that can be written', () => {
    const zone = fc.integer({ min: -12 * 60, max: 14 * 60 });
    const latest = Date.UTC(2099, 11, 30);
    fc.assert(
      fc.property(
        fc.integer({ min: 864e5 / 1000, max: latest / 1000 }),
        zone,
        (seconds, minutes) => {
          const time = seconds * 1000;
          const [weekday, day, month, year, clock] = new Date(time + minutes * 60_000)
            .toUTCString()
            .replace(',', '')
            .split(' ');
          const size = Math.abs(minutes);
          const digits = (number: number) => String(number).padStart(2, '0');
          const offset = `${minutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60))}${digits(size % 60)}`;
          const expected = { time, zoneMinutes: minutes };
          const { defects, ...usual } = date(
            `${weekday}, ${day} ${month} ${year} ${clock} ${offset}`,
          );
          assert.deepEqual({ time: usual.time, zoneMinutes: usual.zoneMinutes }, expected);
          assert.deepEqual(defects, []);
          // The same by the reader of all other forms.
          const other = date(`${month} ${day} ${clock} ${year} ${offset} ${weekday}`);
          assert.deepEqual({ time: other.time, zoneMinutes: other.zoneMinutes }, expected);
        },
      ),
    );
  });

  it('never throws; no time exactly when the defects say why', () => {
    const piece = fc.constantFrom(
      ...['Mon', ',', ' ', '21', 'Apr', '1997', ':', '17', '53', '-', '+', '0400', '(', ')', '\\'],
      ...['PM', 'T', 'Z', '/', '.', 'EST', 'm=', '\r\n ', '\u0000', '\ud800', '9'.repeat(400)],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), fc.nat(5), (pieces, cut) => {
        const text = pieces.join('');
        const start = Math.min(cut, text.length);
        const read = readDate(text, start, text.length);
        if (read === null) return;
        assert.ok(start <= read.start && read.start < read.end && read.end <= text.length);
        assert.ok(read.time === null || Number.isSafeInteger(read.time));
        assert.ok(read.zoneMinutes === null || Number.isSafeInteger(read.zoneMinutes));
        const hopeless = read.defects.some(
          (defect) => defect === 'unreadable' || defect.startsWith('impossible'),
        );
        assert.ok(read.time !== null || hopeless);
        assert.equal(new Set(read.defects).size, read.defects.length);
      }),
      { numRuns: 3000 },
    );
  });
});
