/** What the grammar colours: snapshots of whole messages, and the promises that a snapshot would hide. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { snapshot, tokenize } from './tokenizer.ts';

const samples = new URL('../../samples/', import.meta.url);
const snapshots = new URL('snapshots/', import.meta.url);

describe('grammar: snapshots of the samples', () => {
  for (const name of readdirSync(samples).filter((file) => file.endsWith('.eml'))) {
    if (name.endsWith('.complaint.eml')) continue;
    it(name, async () => {
      const golden = new URL(`${name}.snap`, snapshots);
      const actual = snapshot(await tokenize(await readFile(new URL(name, samples), 'utf8')));
      if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(golden, actual);
      assert.equal(actual, await readFile(golden, 'utf8'));
    });
  }
});

/** The scopes of the first token that reads `word`, or of the token that contains it. */
async function scopesOf(message: string, word: string): Promise<string> {
  const tokens = (await tokenize(message)).flat();
  const token =
    tokens.find(({ text }) => text === word) ?? tokens.find(({ text }) => text.includes(word));
  assert.ok(token, `no token contains ${word}`);
  return token.scopes.join(' ');
}

async function illegal(message: string): Promise<string[]> {
  const tokens = (await tokenize(message)).flat();
  return tokens
    .filter(({ scopes }) => scopes.some((scope) => scope.startsWith('invalid')))
    .map(({ text }) => text);
}

describe('grammar: addresses', () => {
  const impossible = [
    '([500.202.999.352])',
    '([000.000.000])',
    '([0.0.0.0])',
    '([1.2.3.4.5])',
    '(192.0.2.300)',
    '(HELO x) (256.36.1.176)',
    '([IPv6:2001:db8::xyz])',
  ];
  for (const written of impossible) {
    it(`marks ${written} behind from`, async () => {
      const marked = await illegal(`Received: from a.example ${written} by mx.example; date`);
      assert.equal(marked.length, 1);
    });
  }

  const innocent = [
    'from a.example ([192.0.2.1]) by mx.example with Microsoft SMTP Server id 15.20.6792.27; d',
    'from a.example ([192.0.2.1]) by mx.example with Microsoft SMTPSVC(5.0.2195.6713); d',
    'from a.example ([192.0.2.1]) by mx.example (15.20.5250.018) with ESMTP; d',
    'from fmp.com (lindsay@xx.fmp.com [204.244.177.031]) by mail.foobar.com (8.8.3/8.6.12); d',
    'from a.example (2001:db8::18) by mx.example (2001:db8::21%12) with SMTP id 15.20.335.17; d',
    'from a.example ([::ffff:192.0.2.1]:2525) by mx.example; d',
    'from a.example ([192.0.2.1]) by mx.example id\n 15.20.6792.27; d',
    'from a.example ([192.0.2.1]) by\n mx.example (6.0.053) id 3D43A52A; d',
  ];
  for (const value of innocent) {
    it(`does not mark ${value.replace('\n', '⏎')}`, async () => {
      assert.deepEqual(await illegal(`Received: ${value}`), []);
    });
  }

  it('tells an address from an id that looks like one', async () => {
    const field = 'Received: from a ([192.0.2.1]) by mx.example id 15.20.6792.27; d';
    assert.match(await scopesOf(field, '192.0.2.1'), /constant\.numeric\.ip\.v4/);
    assert.match(await scopesOf(field, '15.20.6792.27'), /constant\.other\.id/);
  });
});

describe('grammar: where things end', () => {
  it('a comment that never closes ends with its field', async () => {
    const text = 'Received: from a (never closed\n\tby b "open\nSubject: hello';
    assert.match(await scopesOf(text, 'Subject'), /^meta\.field\.subject\.eml entity\.name\.tag/);
  });

  it('a quoted string that never closes ends with Content-Type', async () => {
    const text = 'Content-Type: text/plain; name="open\n\tstill open\nSubject: hello';
    assert.match(await scopesOf(text, 'still open'), /string\.quoted/);
    assert.match(await scopesOf(text, 'Subject'), /^meta\.field\.subject/);
  });

  it('a fold of blanks only does not end the header', async () => {
    assert.match(
      await scopesOf('Subject: a\n \n b\nTo: c@d.example', 'To'),
      /meta\.field\.address/,
    );
  });

  it('the header ends at the empty line, also when it is the first', async () => {
    assert.equal(await scopesOf('\nSubject: no field', 'Subject: no field'), 'meta.body.eml');
    assert.equal(await scopesOf('A: b\n\nSubject: no field', 'no field'), 'meta.body.eml');
  });

  it('HTML that never closes ends at the boundary', async () => {
    const text =
      'Content-Type: multipart/mixed;\n\tboundary=b.1\n\n--b.1\nContent-Type: TEXT/HTML\n\n<p class="x\n\n--b.1\nX-Name: y';
    assert.match(await scopesOf(text, 'class'), /text\.html\.basic/);
    assert.match(await scopesOf(text, 'X-Name'), /^meta\.field\.eml/);
  });

  it('only the boundary itself divides parts', async () => {
    const text = 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\n-- \n--b2\ntext\n--b--\nend';
    assert.equal(await scopesOf(text, '--b2'), 'meta.body.eml');
    assert.match(await scopesOf(text, 'b'), /boundary/);
    assert.equal(await scopesOf(text, 'end'), '');
  });

  it('the preamble of a part has paragraphs', async () => {
    const part = 'Content-Type: multipart/mixed; boundary=in\nA: b\n\none\n\ntwo\n--in\nX-Name: y';
    const text = `Content-Type: multipart/mixed; boundary=out\n\n--out\n${part}`;
    assert.equal(await scopesOf(text, 'two'), 'comment.block.preamble.eml');
    assert.match(await scopesOf(text, 'X-Name'), /^meta\.field\.eml/);
  });

  it('each message of an mbox starts anew', async () => {
    const text =
      'From a@b.example Mon Jan  1 00:00:00 2024\nContent-Type: text/html\n\n<p\nFrom c@d.example Tue Jan  2 00:00:00 2024\nX-Name: y';
    assert.match(await scopesOf(text, 'X-Name'), /^meta\.field\.eml/);
  });
});

describe('grammar: bodies', () => {
  const base64 = 'Content-Transfer-Encoding: base64';
  const quoted = 'Content-Transfer-Encoding: Quoted-Printable';
  const html = 'Content-Type: text/html;\n\tcharset=utf-8';
  const message = (...fields: string[]) => `${fields.join('\n')}\nX-Other: (\n\nPGI+=3DPC9iPg==`;
  const bodyScope = (text: string) => scopesOf(text, 'PGI+');

  it('base64 is quiet, whatever the order of the fields', async () => {
    assert.match(await bodyScope(message(base64)), /comment\.block\.base64/);
    assert.match(await bodyScope(message(base64, html)), /comment\.block\.base64/);
    assert.match(await bodyScope(message(html, base64)), /comment\.block\.base64/);
  });

  it('quoted-printable HTML is HTML, whatever the order of the fields', async () => {
    for (const text of [message(quoted, html), message(html, quoted)]) {
      assert.match(await bodyScope(text), /quoted-printable\.html/);
    }
  });

  it('quoted-printable HTML bears soft line breaks anywhere', async () => {
    const body = '<td width=3D"1=\n0" sty=\nle=3Da&gt;</sp=\nan>=C3=A4';
    const text = `${quoted}\n${html}\n\n${body}`;
    assert.deepEqual(await illegal(text), []);
    assert.match(await scopesOf(text, 'td'), /entity\.name\.tag\.html/);
    assert.match(await scopesOf(text, '0'), /string\.quoted\.html/);
    assert.match(await scopesOf(text, '=C3'), /html\.eml comment\.quoted-printable/);
  });

  it('a message inside is a message, its HTML is HTML', async () => {
    const inner = `Received: from x ([300.1.1.1]) by y.example; d\n${html}\n\n<b>`;
    const text = `Content-Type: message/rfc822\n\n${inner}`;
    assert.deepEqual(await illegal(text), ['300.1.1.1']);
    assert.match(await scopesOf(text, '<b'), /text\.html\.basic/);
  });

  it('quotes what is quoted', async () => {
    assert.match(await scopesOf('A: b\n\n> said you', '> said you'), /markup\.quote/);
  });
});

describe('grammar: oddities of the header', () => {
  it('marks a line that is neither field nor fold, and goes on', async () => {
    const text = 'From: a@b.example\nthis is no field\nTo: c@d.example';
    assert.deepEqual(await illegal(text), ['this is no field']);
    assert.match(await scopesOf(text, 'To'), /meta\.field\.address/);
  });

  it('marks a blank before the colon', async () => {
    assert.deepEqual(await illegal('Subject : hello'), [' ']);
  });

  it('marks hours and zones that no clock has', async () => {
    assert.deepEqual(await illegal('Date: Tue, 31 Feb 2025 25:61:00 -1600'), ['25:61:00', '-1600']);
    assert.deepEqual(await illegal('Date: Tue, 11 Feb 2025 23:59:60 +1400 (+14)'), []);
  });

  it('keeps signatures quiet', async () => {
    const text = 'DKIM-Signature: v=1; d=a.example; b=AAAA\n BBBB; bh=CC';
    assert.match(await scopesOf(text, 'BBBB'), /comment\.block\.signature/);
    assert.match(await scopesOf(text, 'a.example'), /entity\.name\.type\.host/);
  });
});
