import assert from 'node:assert/strict';
import { type AuthResult, readResults } from '../../../server/src/core/auth/results.ts';
import { cut, fieldOf } from './field.ts';

/** What is read, as one line a result: `method[/version]=result "reason" property=value … #comments`. */
function read(value: string, name = 'Authentication-Results'): readonly string[] {
  const plain = lines(`${name}: ${value}\n\n`);
  assert.deepEqual(lines(`${name}: ${value.replaceAll('\n', '\r\n')}\r\n\r\n`), plain, 'with CRLF');
  return plain;
}

function lines(text: string): readonly string[] {
  const { authservId, version, instance, none, results } = readResults(text, fieldOf(text));
  const head = [
    instance === null ? [] : `i=${String(instance.value)}`,
    authservId?.value ?? '-',
    version?.value ?? [],
    none === null ? [] : 'none',
  ].flat();
  return [head.join(' '), ...results.map(line)];
}

function line({ method, version, result, reason, properties, comments }: AuthResult): string {
  return [
    `${method.value}${version === null ? '' : `/${version.value}`}=${result.value}`,
    ...(reason === null ? [] : [`"${reason.value}"`]),
    ...properties.map(({ name, value }) => `${name.value}=${value.value}`),
    ...(comments.length === 0 ? [] : [`#${String(comments.length)}`]),
  ].join(' ');
}

describe('readResults', () => {
  describe('reads the examples of RFC 8601, appendix B', () => {
    it('B.2: nothing was tested', () => {
      assert.deepEqual(read('example.org 1; none'), ['example.org 1 none']);
    });

    it('B.3: one method', () => {
      assert.deepEqual(read('example.com;\n\t spf=pass smtp.mailfrom=example.net'), [
        'example.com',
        'spf=pass smtp.mailfrom=example.net',
      ]);
    });

    it('B.4: several methods in one field', () => {
      assert.deepEqual(
        read(
          'example.com;\n auth=pass (cram-md5) smtp.auth=sender@example.net;\n spf=pass smtp.mailfrom=example.net',
        ),
        [
          'example.com',
          'auth=pass smtp.auth=sender@example.net #1',
          'spf=pass smtp.mailfrom=example.net',
        ],
      );
      assert.deepEqual(read('example.com; iprev=pass\n policy.iprev=192.0.2.200'), [
        'example.com',
        'iprev=pass policy.iprev=192.0.2.200',
      ]);
    });

    it('B.6: the same method twice, with reasons', () => {
      assert.deepEqual(
        read(
          'example.com;\n dkim=pass reason="good signature"\n  header.i=@mail-router.example.net;\n' +
            ' dkim=fail reason="bad signature"\n  header.i=@newyork.example.com',
        ),
        [
          'example.com',
          'dkim=pass "good signature" header.i=@mail-router.example.net',
          'dkim=fail "bad signature" header.i=@newyork.example.com',
        ],
      );
    });

    it('B.7: comments wherever they may stand', () => {
      assert.deepEqual(
        read(
          'foo.example.net (foobar) 1 (baz);\n' +
            ' dkim (Because I like it) / 1 (One yay) = (wait for it) fail\n' +
            '  policy (A dot can go here) . (like that) expired\n' +
            '  (this surprised me) = (as I was not expecting it) 1362471462',
        ),
        ['foo.example.net 1', 'dkim/1=fail policy.expired=1362471462 #7'],
      );
    });
  });

  it("reads Microsoft's, which name no server", () => {
    assert.deepEqual(
      read(
        'spf=softfail (sender IP is 192.0.2.7)\n smtp.mailfrom=news.example; dkim=none (message not signed)\n' +
          ' header.d=none;dmarc=fail action=quarantine\n header.from=shop.example;compauth=fail reason=001',
      ),
      [
        '-',
        'spf=softfail smtp.mailfrom=news.example #1',
        'dkim=none header.d=none #1',
        'dmarc=fail action=quarantine header.from=shop.example',
        'compauth=fail reason=001',
      ],
    );
    assert.deepEqual(read('dmarc=none action=none header.from=;'), [
      '-',
      'dmarc=none action=none header.from=',
    ]);
  });

  it("reads Google's, with brackets in place of an address", () => {
    assert.deepEqual(
      read(
        'mx.google.com;\n       dkim=pass header.i=@shop.example header.s=2023 header.b=FHFYKnyS;\n' +
          '       spf=pass (google.com: domain of [removed] designates 192.0.2.65 as permitted sender) smtp.mailfrom=[removed];\n' +
          '       dmarc=pass (p=NONE sp=QUARANTINE dis=NONE) header.from=shop.example',
      ),
      [
        'mx.google.com',
        'dkim=pass header.i=@shop.example header.s=2023 header.b=FHFYKnyS',
        'spf=pass smtp.mailfrom=[removed] #1',
        'dmarc=pass header.from=shop.example #1',
      ],
    );
  });

  it("reads OpenDKIM's, with quotation marks and a method without properties", () => {
    assert.deepEqual(
      read(
        'lists.example.org;\n\tdkim=fail reason="signature \\"x\\" failed" (2048-bit key; unprotected) header.d=a.example header.b="X+ELPzpM";\n\tdkim-atps=neutral',
      ),
      [
        'lists.example.org',
        'dkim=fail "signature "x" failed" header.d=a.example header.b=X+ELPzpM #1',
        'dkim-atps=neutral',
      ],
    );
  });

  it('reads the instance of an ARC field and the server behind it', () => {
    assert.deepEqual(
      read(
        'i=2; mx.microsoft.com 1; spf=pass smtp.rcpttodomain=b.example; arc=pass (0 oda=1 spf=[1,1])',
        'ARC-Authentication-Results',
      ),
      ['i=2 mx.microsoft.com 1', 'spf=pass smtp.rcpttodomain=b.example', 'arc=pass #1'],
    );
    assert.deepEqual(read('i=x; mx.example.net; none', 'ARC-Authentication-Results'), [
      'mx.example.net none',
    ]);
  });

  it('reads on where semicolons were forgotten or doubled', () => {
    assert.deepEqual(
      read('mx.example.net spf=pass smtp.mailfrom=a.example dkim=fail;;;dmarc=none'),
      ['mx.example.net', 'spf=pass smtp.mailfrom=a.example', 'dkim=fail', 'dmarc=none'],
    );
  });

  it('keeps methods that nobody registered, and proto names as ordinary words', () => {
    assert.deepEqual(read('mx.example.net; x-tls=pass x.y=z; __proto__=constructor'), [
      'mx.example.net',
      'x-tls=pass x.y=z',
      '__proto__=constructor',
    ]);
  });

  it('marks method and value where they stand, folds and all', () => {
    const text =
      'Authentication-Results: mx.example.net;\r\n\tdkim = pass (ok) header.d="a b"\r\n\r\n';
    const { results, authservId } = readResults(text, fieldOf(text));
    const [result] = results;
    assert.ok(result !== undefined && authservId !== null);
    assert.equal(cut(text, authservId), 'mx.example.net');
    assert.equal(cut(text, result.method), 'dkim');
    assert.equal(cut(text, result.result), 'pass');
    assert.equal(cut(text, result), 'dkim = pass (ok) header.d="a b"');
    assert.equal(result.properties[0]?.value.value, 'a b');
  });
});
