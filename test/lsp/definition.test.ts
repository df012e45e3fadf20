import assert from 'node:assert/strict';
import type { Location, LocationLink } from 'vscode-languageserver/node';
import { startHarness, type Harness } from './harness.ts';
import { crlf } from './messages.ts';

const uri = 'file:///mail/one.eml';
const text = crlf(`Received: from out.example.org (out.example.org [192.0.2.7])
\tby mx.example.com; Mon, 1 Jan 2024 10:00:00 +0000
ARC-Seal: i=2; a=rsa-sha256; cv=pass; d=example.org; s=s; b=AAAA
ARC-Message-Signature: i=2; a=rsa-sha256; d=example.org; s=s; h=from; bh=AAAA; b=AAAA
ARC-Authentication-Results: i=2; example.org; spf=pass
ARC-Seal: i=1; a=rsa-sha256; cv=none; d=example.org; s=s; b=BBBB
ARC-Message-Signature: i=1; a=rsa-sha256; d=example.org; s=s; h=from; bh=BBBB; b=BBBB
ARC-Authentication-Results: i=1; example.org; spf=pass
Received: from inner.example.org ([10.0.0.1])
\tby out.example.org; Mon, 1 Jan 2024 09:59:59 +0000
Received: from desk.example.org ([10.0.0.2])
\tby elsewhere.example.org with ESMTP; Mon, 1 Jan 2024 09:59:58 +0000
DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s;
\th=From:Subject:Subject:Date; bh=CCCC; b=CCCC
Subject: added on top
From: a@example.org
Subject: signed
MIME-Version: 1.0
Content-Type: multipart/related; boundary="b1"

--b1
Content-Type: text/html

<img src="cid:logo%40example.org"><img src="cid:nobody@example.org">
--b1
Content-Type: image/png
Content-ID: <logo@example.org>

AAAA
--b1--
`);

describe('definition', () => {
  let server: Harness;
  beforeEach(async () => {
    server = await startHarness();
    await server.open(uri, text);
  });
  afterEach(() => server.stop());

  /** The lines that the word `behind` characters behind the first `word` leads to. */
  const from = async (word: string, behind = 0): Promise<string[]> => {
    const found = await server.askAt<Location[] | null>(
      'textDocument/definition',
      uri,
      word,
      {},
      behind,
    );
    const lines = text.split('\r\n');
    return (found ?? []).map(({ range }) => lines[range.start.line]?.trim() ?? '');
  };
  const line = (start: string): string =>
    text
      .split('\r\n')
      .find((one) => one.trim().startsWith(start))
      ?.trim() ?? '';

  it('of a client is the older hop that its server signed', async () => {
    assert.deepEqual(await from('out.example.org'), [line('by out.example.org')]);
    assert.deepEqual(await from('(out.example.org', 3), [line('by out.example.org')]);
    assert.deepEqual(await from('192.0.2.7', 2), [line('by out.example.org')]);
  });

  it('of a client with several names is the field beneath, when it is of the same house', async () => {
    assert.deepEqual(await from('inner.example.org'), [line('by elsewhere.example.org')]);
  });

  it('of a server is its own signature, and of the oldest client nothing', async () => {
    assert.deepEqual(await from('mx.example.com'), [line('by mx.example.com')]);
    assert.deepEqual(await from('desk.example.org'), []);
  });

  it('of a name in h= is the field that it covers, from the bottom up', async () => {
    assert.deepEqual(await from('h=From:', 3), ['From: a@example.org']);
    assert.deepEqual(await from('h=From:Subject', 8), ['Subject: signed']);
    assert.deepEqual(await from('Subject:Subject:Date', 9), ['Subject: added on top']);
    assert.deepEqual(await from(':Date;', 2), []);
  });

  it('of a signature is everything that it covers', async () => {
    const all = ['From: a@example.org', 'Subject: signed', 'Subject: added on top'];
    assert.deepEqual(await from('DKIM-Signature'), all);
    assert.deepEqual(await from('h=From:Subject'), all);
    assert.equal((await from('ARC-Seal')).length, 6);
    assert.equal((await from('ARC-Seal: i=1')).length, 3);
  });

  it('of a Content-ID is its part', async () => {
    assert.deepEqual(await from('cid:logo', 5), ['Content-ID: <logo@example.org>']);
    assert.deepEqual(await from('cid:nobody', 5), []);
  });

  it('of a boundary are its parts, and of such a line the boundary', async () => {
    assert.deepEqual(await from('"b1"', 2), ['--b1', '--b1']);
    assert.deepEqual(await from('--b1', 3), [line('Content-Type: multipart')]);
    assert.deepEqual(await from('--b1--', 3), [line('Content-Type: multipart')]);
  });

  it('in the header never looks at the body', async () => {
    await from('out.example.org');
    await from('DKIM-Signature');
    assert.deepEqual(server.analyses, [`message ${uri}`]);
  });

  it('marks what it started from, where the editor understands links', async () => {
    const other = await startHarness({
      capabilities: { textDocument: { definition: { linkSupport: true } } },
    });
    await other.open(uri, text);
    const [link] = await other.askAt<LocationLink[]>(
      'textDocument/definition',
      uri,
      'out.example.org',
      {},
      4,
    );
    assert.ok(link?.originSelectionRange);
    assert.equal(other.textAt(uri, link.originSelectionRange), 'out.example.org');
    await other.stop();
  });
});
