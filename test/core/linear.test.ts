import { analyze, analyzeBody } from '../../server/src/core/analysis.ts';
import { contactPoints } from '../../server/src/core/contacts/points.ts';
import { hoverAt } from '../../server/src/core/hovers/index.ts';
import { numberedParts } from '../../server/src/core/message/parts.ts';
import { hintKinds, hintsOf } from '../../server/src/core/outline/hints.ts';
import { linksOf } from '../../server/src/core/outline/links.ts';
import { marksOf } from '../../server/src/core/outline/marks.ts';
import { outlineOf } from '../../server/src/core/outline/outline.ts';

/** What stands before a long run of one thing. */
const places = [
  'Received: ',
  'Received: from a (b [192.0.2.1]) by c with SMTP id d; ',
  'Date: ',
  'From: ',
  'Subject: ',
  'Authentication-Results: ',
  'DKIM-Signature: ',
  'Content-Type: ',
  'Content-Type: multipart/mixed; boundary=',
  'From: a@b.example\nContent-Type: text/html\n\n',
];
const things = [
  ...[' ', '\r\n ', '(', ')', '"', '\\', '[', '<', '@', ';', ':', ',', '.', '-', '1', '1:', '. '],
  ...[
    'a ',
    'from ',
    'by ',
    '=?',
    '=?utf-8?q?a?= ',
    '(a) ',
    'a=b; ',
    'http://a.example ',
    '<a href=',
  ],
];

// What grows with the square of the length would take minutes here: the limit is no measurement.
describe('a message of 300 kB of one thing', () => {
  for (const place of places) {
    it(`behind ${JSON.stringify(place)} is read in the time that its length asks`, () => {
      for (const thing of things) {
        const text = `${place}x ${thing.repeat(300_000 / thing.length)}x 1\n\nText.\n`;
        const analysis = analyze(text);
        const whole = { start: 0, end: text.length };
        analyzeBody(analysis);
        outlineOf([analysis], numberedParts);
        linksOf([analysis], numberedParts);
        marksOf(analysis, whole);
        hintsOf(analysis, new Set(hintKinds), whole);
        contactPoints(analysis, { limit: 100_000 });
        hoverAt(analysis, 3);
        hoverAt(analysis, text.length >> 1);
      }
    }).timeout(30_000);
  }
});
