/** The report on a file that the editor keeps from extensions. */
import assert from 'node:assert/strict';
import { readTraceFileParams, traceFile } from '../../server/src/lsp/trace-file.ts';

const message = [
  'Received: from a.example (b.example [203.0.113.5]) by mx.example.net; Tue, 11 Mar 2025 06:42:19 +0000',
  'Received: from c.example (c.example [192.0.2.300]) by d.example; Tue, 11 Mar 2025 06:42:10 +0000',
  'Subject: hi',
  '',
  'body',
].join('\r\n');

function report(text: string, more = 0): string {
  const bytes = new TextEncoder().encode(text);
  return traceFile({ name: 'x.eml', bytes, size: bytes.length + more }, {});
}

describe('the report on a file', () => {
  it('lists the hops, the source and the findings with their lines', () => {
    const text = report(message);
    assert.match(text, /^Route of x\.eml\n/);
    assert.match(
      text,
      /1 {2}mx\.example\.net from b\.example \[203\.0\.113\.5\] \(called itself a\.example\)/,
    );
    assert.match(text, /Source: 203\.0\.113\.5\./);
    assert.match(text, /line 2: error impossible-address: /);
    assert.doesNotMatch(text, /Read: the first/);
  });

  it('says when only the beginning was read', () => {
    assert.match(report(message, 10), /Read: the first \d+ of \d+ bytes\./);
  });

  it('has an answer for a file without a route', () => {
    assert.match(report(''), /no Received field: no route/);
    assert.match(report('\0\u0001\ufffd'), /Source: none can be named/);
  });

  it('shows what could move the text about', () => {
    const text = report(message.replace('a.example', 'a\u001b[2J.example'));
    assert.ok(!text.includes('\u001b'));
  });

  it('reads what came over the wire, or refuses', () => {
    const decode = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
    assert.deepEqual(readTraceFileParams({ name: 'a', base64: 'YQ==', size: 9 }, decode), {
      name: 'a',
      bytes: Buffer.from('a'),
      size: 9,
    });
    for (const bad of [null, 3, {}, { name: 'a', base64: 5, size: 9 }]) {
      assert.equal(readTraceFileParams(bad, decode), null);
    }
  });
});
