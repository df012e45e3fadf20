/** What a verification finds out, by signatures made on the spot. No network but the loopback interface. */
import assert from 'node:assert/strict';
import { verifyRequest } from '../../server/src/core/verification/request.ts';
import type { Verification } from '../../server/src/core/verification/verification.ts';
import { nodeResolve } from '../../server/src/verify/dns.ts';
import type { Resolve } from '../../server/src/verify/resolver.ts';
import { verifyMessage } from '../../server/src/verify/verify.ts';
import { keys, plainMessage, received, seal, sign } from './vectors.ts';
import { NameServer } from '../servers/name-server.ts';
import { fromZone, zone, type Zone } from '../servers/zone.ts';

const published = zone({
  'TXT sel._domainkey.example.org': keys.rsa.record,
  'TXT ed._domainkey.example.org': keys.ed25519.record,
  'TXT short._domainkey.example.org': keys.short.record,
  'TXT gone._domainkey.example.org': 'v=DKIM1; k=rsa; p=',
  'TXT odd._domainkey.example.org': 'v=DKIM1; k=rsa; p=AAAA',
  'TXT broken._domainkey.example.org': 'SERVFAIL',
  'TXT silent._domainkey.example.org': 'SILENT',
  'TXT sel._domainkey.example.net': keys.rsa.record,
  'TXT arc._domainkey.forwarder.example': keys.rsa.record,
  'TXT example.org': 'v=spf1 ip4:192.0.2.0/28 -all',
  'TXT _dmarc.example.org': 'v=DMARC1; p=reject',
});

const never = new AbortController().signal;

interface Options {
  readonly resolve?: Resolve | null;
  readonly deadline?: AbortSignal;
}

async function verify(
  message: string | Buffer,
  { resolve = fromZone(published), deadline = never }: Options = {},
): Promise<Verification> {
  const bytes = Buffer.isBuffer(message) ? message : Buffer.from(message, 'latin1');
  const asked = verifyRequest({ bytes, part: null, dns: { server: null } });
  assert.ok(asked);
  return verifyMessage(asked.request, resolve, deadline);
}

/** The only signature, in words. */
async function signature(message: string, options: Options = {}): Promise<string> {
  const { signatures } = await verify(message, options);
  assert.equal(signatures.length, 1);
  const [{ verdict, obstacle, body, header, aligned } = assert.fail()] = signatures;
  return [
    verdict,
    obstacle ?? '',
    `body ${body}`,
    `header ${header}`,
    aligned ? 'aligned' : 'foreign',
  ]
    .filter((word) => word !== '')
    .join(', ');
}

const untouched = 'pass, body intact, header intact, aligned';

describe('a DKIM signature', () => {
  for (const canonicalization of ['relaxed/relaxed', 'simple/simple', 'relaxed/simple']) {
    it(`passes: ${canonicalization}, with the line ends of the wire and of Unix`, async () => {
      const signed = await sign(plainMessage, { canonicalization });
      assert.equal(await signature(signed), untouched);
      assert.equal(await signature(signed.replaceAll('\r\n', '\n')), untouched);
      assert.equal(await signature(`${received}${signed}`), untouched);
    });
  }

  it('passes with Ed25519', async () => {
    assert.equal(
      await signature(await sign(plainMessage, { key: 'ed25519', selector: 'ed' })),
      untouched,
    );
  });

  it('tells a changed body, and whether the signed fields are still genuine', async () => {
    const signed = await sign(plainMessage);
    assert.equal(
      await signature(signed.replace('at ten', 'at six')),
      'fail, body changed, header intact, aligned',
    );
    assert.equal(
      await signature(signed.replace('at ten', 'at six').replace('hello there', 'hello')),
      'fail, body changed, header changed, aligned',
    );
    const ed = await sign(plainMessage, { key: 'ed25519', selector: 'ed' });
    assert.equal(
      await signature(ed.replace('at ten', 'at six')),
      'fail, body changed, header intact, aligned',
    );
  });

  it('tells a changed header', async () => {
    const signed = await sign(plainMessage);
    assert.equal(
      await signature(signed.replace('hello there', 'hello, there')),
      'fail, body intact, header changed, aligned',
    );
  });

  it('tells a changed domain', async () => {
    const signed = await sign(plainMessage);
    assert.equal(
      await signature(signed.replace('d=example.org', 'd=example.net')),
      'fail, body intact, header changed, foreign',
    );
    assert.equal(
      await signature(signed.replace('jane@example.org', 'jane@example.net')),
      'fail, body intact, header changed, foreign',
    );
  });

  it('of another domain than From passes and is foreign', async () => {
    const signed = await sign(plainMessage, { domain: 'example.net' });
    assert.equal(await signature(signed), 'pass, body intact, header intact, foreign');
  });

  it('says why there is no result', async () => {
    const by = async (
      selector: string,
      key: 'rsa' | 'short' = 'rsa',
      options = {},
    ): Promise<string> => signature(await sign(plainMessage, { selector, key }), options);
    const because = (obstacle: string): string =>
      `unknown, ${obstacle}, body intact, header unchecked, aligned`;
    assert.equal(await by('nowhere'), because('no-key'));
    assert.equal(await by('gone'), because('revoked'));
    assert.equal(await by('odd'), because('bad-key'));
    assert.equal(await by('short', 'short'), because('weak-key'));
    assert.equal(await by('broken'), because('dns'));
    const deadline = new AbortController();
    const late: Resolve = (name, type) => {
      const answer = fromZone(published)(name, type);
      if (name.startsWith('silent.')) deadline.abort();
      return answer;
    };
    assert.equal(
      await by('silent', 'rsa', { resolve: late, deadline: deadline.signal }),
      because('dns'),
    );
  });

  it('that ran out counts as of the time when the message was taken', async () => {
    const expires = new Date('2024-11-22T00:00:00Z');
    const signed = await sign(plainMessage, { expires });
    assert.equal(
      await signature(signed),
      'unknown, expired, body intact, header unchecked, aligned',
    );
    assert.equal(await signature(`${received}${signed}`), untouched);
  });

  it('that does not cover From confirms nothing', async () => {
    const signed = await sign(plainMessage, { fields: ['Subject', 'Date'] });
    assert.equal(
      await signature(signed),
      'unknown, from-unsigned, body intact, header unchecked, aligned',
    );
  });

  it('does not confirm a From that somebody put above the signed one', async () => {
    const signed = await sign(plainMessage);
    const { dmarc } = await verify(`From: boss@example.org\r\n${signed}`);
    assert.equal(
      await signature(`From: boss@example.org\r\n${signed}`),
      'pass, body intact, header intact, foreign',
    );
    assert.equal(dmarc, null);
  });

  it('that covers a part of the body says how much', async () => {
    const signed = await sign(plainMessage, { bodyLength: 11 });
    const { signatures } = await verify(`${signed}Buy now!\r\n`);
    assert.deepEqual(
      signatures.map(({ verdict, signedLength }) => ({ verdict, signedLength })),
      [{ verdict: 'pass', signedLength: 11 }],
    );
    assert.match(
      await signature(signed.replace('l=11', 'l=0')),
      /^unknown, unsupported/,
      'a length of nothing',
    );
  });

  it('is not judged by a header alone', async () => {
    const signed = await sign(plainMessage);
    const header = signed.slice(0, signed.indexOf('\r\n\r\n') + 2);
    for (const text of [header, `${header}\r\n`]) {
      const [{ verdict, body } = assert.fail()] = (await verify(text)).signatures;
      assert.deepEqual({ verdict, body }, { verdict: 'unknown', body: 'unchecked' });
    }
  });

  it('is not called broken over bytes that are read in two ways', async () => {
    const message = plainMessage.replace('hello there', 'voil\xc3\xa0 monsieur');
    const signed = await sign(message);
    const result = await signature(signed.replace('monsieur', 'madame'));
    assert.equal(result, 'unknown, odd-bytes, body intact, header unchecked, aligned');
  });

  it('of an unknown kind, or unreadable, keeps its place in the row', async () => {
    const signed = await sign(plainMessage);
    const { signatures } = await verify(
      'DKIM-Signature: v=1; a=rsa-sha999; d=example.org; s=x; h=from; bh=AA==; b=AA==\r\n' +
        'DKIM-Signature: nonsense\r\n' +
        signed,
    );
    assert.deepEqual(
      signatures.map(
        ({ verdict, obstacle, selector }) => `${verdict} ${obstacle ?? ''} ${selector}`,
      ),
      ['unknown unsupported x', 'unknown unsupported ', 'pass  sel'],
    );
  });

  it('is one of a few: a hundred are no honest message', async () => {
    const field =
      'DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=x; h=from; bh=AA==; b=AA==\r\n';
    await assert.rejects(verify(field.repeat(100) + plainMessage), /100 DKIM signatures/);
  });

  it('of ten megabytes', async () => {
    const message = plainMessage + `${'x'.repeat(74)}\r\n`.repeat(10 * 13_797);
    const signed = await sign(message);
    assert.ok(signed.length > 10 * 1024 * 1024);
    assert.equal(await signature(signed.replaceAll('\r\n', '\n')), untouched);
  });
});

describe('without the network', () => {
  const untouchable: Options = { resolve: null };

  it('the hash of the body is compared, and nothing else', async () => {
    const signed = await seal(await sign(plainMessage), 'forwarder.example');
    const result = await verify(`${received}${signed}`, untouchable);
    assert.equal(result.offline, true);
    assert.equal(result.spf, null);
    assert.equal(result.dmarc, null);
    assert.equal(result.arc?.verdict, 'unknown');
    assert.equal(result.arc.signature?.body, 'intact');
    assert.equal(
      await signature(signed, untouchable),
      'unknown, offline, body intact, header unchecked, aligned',
    );
    assert.equal(
      await signature(signed.replace('at ten', 'at six'), untouchable),
      'fail, body changed, header unchecked, aligned',
    );
  });
});

describe('an ARC chain', () => {
  const arcOf = async (message: string, records: Zone = published): Promise<string> => {
    const { arc } = await verify(message, { resolve: fromZone(records) });
    return `${arc?.verdict ?? 'none'} ${arc?.obstacle ?? ''}`.trim();
  };

  it('passes, and fails once the message or a set is changed', async () => {
    const sealed = await seal(await sign(plainMessage), 'forwarder.example');
    assert.equal(await arcOf(sealed), 'pass');
    assert.equal(await arcOf(sealed.replace('at ten', 'at six')), 'fail');
    assert.equal(await arcOf(sealed.replace('dkim=pass', 'dkim=fail')), 'fail');
    assert.equal(await arcOf(sealed.replace('cv=none', 'cv=pass')), 'fail');
    assert.equal(await arcOf(plainMessage), 'none');
  });

  it('is not broken because its key cannot be had', async () => {
    const sealed = await seal(plainMessage, 'forwarder.example');
    const name = 'TXT arc._domainkey.forwarder.example';
    const without = new Map(published);
    without.delete(name);
    assert.equal(await arcOf(sealed, without), 'unknown no-key');
    assert.equal(await arcOf(sealed, new Map([...published, [name, 'SERVFAIL']])), 'unknown dns');
  });
});

describe('SPF at the border', () => {
  const spfOf = async (
    record: string | null,
    { message = received + plainMessage, more = {} } = {},
  ): Promise<string> => {
    const records = zone(record === null ? more : { 'TXT example.org': record, ...more });
    const { spf } = await verify(message, { resolve: fromZone(records) });
    return spf === null ? 'none asked' : `${spf.outcome} ${spf.identity} ${spf.domain}`;
  };

  it('goes by the client address and the envelope sender that the border recorded', async () => {
    assert.equal(await spfOf('v=spf1 ip4:192.0.2.10 -all'), 'pass sender example.org');
    assert.equal(await spfOf('v=spf1 ip4:192.0.2.11 -all'), 'fail sender example.org');
    assert.equal(await spfOf('v=spf1 ~all'), 'softfail sender example.org');
    assert.equal(await spfOf('v=spf1 ?all'), 'neutral sender example.org');
    assert.equal(await spfOf('v=spf1 nonsense'), 'permerror sender example.org');
    assert.equal(await spfOf(null), 'none sender example.org');
    const more = { 'A out.example.org': '192.0.2.10', 'MX example.org': [] as string[] };
    assert.equal(await spfOf('v=spf1 a:out.example.org -all', { more }), 'pass sender example.org');
  });

  it('is not failed because an included record gives no answer', async () => {
    const more = { 'TXT spf.example.net': 'SERVFAIL' };
    assert.equal(
      await spfOf('v=spf1 include:spf.example.net -all', { more }),
      'temperror sender example.org',
    );
  });

  it('does not tell strangers the name of this machine', async () => {
    const asked: string[] = [];
    const records = zone({ 'TXT example.org': 'v=spf1 exists:%{r}.example.org -all' });
    await verify(received + plainMessage, { resolve: fromZone(records, asked) });
    assert.ok(asked.includes('A mx.example.com.example.org'), asked.join());
  });

  it('finds the envelope sender where a server that can be believed wrote it', async () => {
    const anonymous = received.replace(' (envelope-from <bounce@example.org>)', ' ');
    const with_ = (above: string, below = ''): Promise<string> =>
      spfOf('v=spf1 ip4:192.0.2.10 -all', { message: above + anonymous + below + plainMessage });
    assert.equal(await with_('Return-Path: <bounce@example.org>\r\n'), 'pass sender example.org');
    assert.equal(
      await with_(
        'Received-SPF: pass (mx.example.com: ok) client-ip=192.0.2.10; envelope-from="bounce@example.org";\r\n',
      ),
      'pass sender example.org',
    );
    // The sender may have written what stands beneath.
    assert.equal(
      await with_('', 'Return-Path: <bounce@example.org>\r\n'),
      'none helo out.example.org',
    );
    assert.equal(await with_('Return-Path: <>\r\n'), 'none helo out.example.org');
  });

  it('is asked only about a stranger from the Internet', async () => {
    const near = received.replace('192.0.2.10', '10.0.0.7');
    assert.equal(await spfOf('v=spf1 -all', { message: near + plainMessage }), 'none asked');
    assert.equal(await spfOf('v=spf1 -all', { message: plainMessage }), 'none asked');
  });
});

describe('DMARC', () => {
  const dmarcOf = async (message: string, records: Zone = published): Promise<string> => {
    const { dmarc } = await verify(message, { resolve: fromZone(records) });
    if (dmarc === null) return 'none asked';
    const by = [dmarc.byDkim ? 'dkim' : '', dmarc.bySpf ? 'spf' : ''].filter((one) => one !== '');
    return [dmarc.outcome, ...by, dmarc.policy ?? ''].join(' ').trim();
  };
  const foreign = received.replace('192.0.2.10', '198.51.100.7');

  it('passes by an aligned signature or by SPF', async () => {
    const signed = await sign(plainMessage);
    assert.equal(await dmarcOf(received + signed), 'pass dkim spf reject');
    assert.equal(await dmarcOf(foreign + signed), 'pass dkim reject');
    assert.equal(await dmarcOf(received + plainMessage), 'pass spf reject');
  });

  it('fails without one, and is left open when one could not be checked', async () => {
    assert.equal(await dmarcOf(foreign + plainMessage), 'fail reject');
    const changed = (await sign(plainMessage)).replace('at ten', 'at six');
    assert.equal(await dmarcOf(foreign + changed), 'fail reject');
    const unpublished = await sign(plainMessage, { selector: 'nowhere' });
    assert.equal(await dmarcOf(foreign + unpublished), 'unknown reject');
    const strangers = await sign(plainMessage, { domain: 'example.net' });
    assert.equal(await dmarcOf(foreign + strangers), 'fail reject');
  });

  it('is strict when the domain asks for it', async () => {
    const message = plainMessage.replace('jane@example.org', 'jane@news.example.org');
    const signed = await sign(message);
    const strict = zone({
      'TXT sel._domainkey.example.org': keys.rsa.record,
      'TXT _dmarc.example.org': 'v=DMARC1; p=quarantine; adkim=s',
    });
    assert.equal(await dmarcOf(foreign + signed), 'pass dkim reject');
    assert.equal(await dmarcOf(foreign + signed, strict), 'fail quarantine');
  });

  it('needs a policy and one author', async () => {
    assert.equal(await dmarcOf(foreign + plainMessage, zone({})), 'none');
    const two = plainMessage.replace(
      'From: Jane <jane@example.org>',
      'From: a@example.org, b@example.net',
    );
    assert.equal(await dmarcOf(foreign + two), 'none asked');
  });
});

describe('the name server of the settings', () => {
  it('is asked over UDP; a failure and a missing name are told apart', async () => {
    const server = await NameServer.start(published);
    try {
      const resolve = nodeResolve(server.address);
      assert.equal(await signature(await sign(plainMessage), { resolve }), untouched);
      assert.deepEqual(server.asked.slice(0, 1), ['TXT sel._domainkey.example.org']);
      const by = async (selector: string): Promise<string> =>
        signature(await sign(plainMessage, { selector }), { resolve });
      assert.match(await by('nowhere'), /^unknown, no-key/);
      assert.match(await by('broken'), /^unknown, dns/);
      const { spf, dmarc } = await verify(received + (await sign(plainMessage)), { resolve });
      assert.equal(spf?.outcome, 'pass');
      assert.equal(dmarc?.outcome, 'pass');
    } finally {
      server.stop();
    }
  });

  it('must be an address', () => {
    assert.throws(() => nodeResolve('dns.example.com'), /must be an IP address/);
  });

  it('is not asked for names that no host has, and not without end', async () => {
    const asked: string[] = [];
    const hostile = `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=exam\xfcple.org; s=${'x'.repeat(300)}; h=from; bh=`;
    const hash = /bh=([^;]+);/.exec(await sign(plainMessage))?.[1] ?? '';
    await verify(`${hostile}${hash}; b=AAAA\r\n${plainMessage}`, {
      resolve: fromZone(published, asked),
    });
    assert.ok(
      asked.every((question) => /^\w+ [\x21-\x7e]{1,253}$/.test(question)),
      asked.join(),
    );
  });
});
