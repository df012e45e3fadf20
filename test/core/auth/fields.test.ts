import assert from 'node:assert/strict';
import { arcChain } from '../../../server/src/core/auth/arc.ts';
import { readSpamReport } from '../../../server/src/core/auth/spam-tests.ts';
import { readReceivedSpf } from '../../../server/src/core/auth/spf.ts';
import { readTags, tagOf, unfolded } from '../../../server/src/core/auth/tags.ts';
import { scanHeader } from '../../../server/src/core/message/fields.ts';
import { cut, fieldOf } from './field.ts';

describe('readReceivedSpf', () => {
  function read(value: string): unknown {
    const text = `Received-SPF: ${value}\n\n`;
    const { result, pairs, receiver, comments } = readReceivedSpf(text, fieldOf(text));
    return {
      result: result?.value ?? null,
      receiver: receiver?.value ?? null,
      pairs: pairs.map((pair) => `${pair.name.value}=${pair.value.value}`),
      comments: comments.map((comment) => cut(text, comment)).length,
    };
  }

  it('reads the example of RFC 7208 §9.1', () => {
    assert.deepEqual(
      read(
        'pass (mybox.example.org: domain of\n myname@example.com designates 192.0.2.1 as permitted sender)\n' +
          '    receiver=mybox.example.org; client-ip=192.0.2.1;\n    envelope-from="myname@example.com"; helo=foo.example.com;',
      ),
      {
        result: 'pass',
        receiver: 'mybox.example.org',
        pairs: [
          'receiver=mybox.example.org',
          'client-ip=192.0.2.1',
          'envelope-from=myname@example.com',
          'helo=foo.example.com',
        ],
        comments: 1,
      },
    );
  });

  it('takes the receiver from the comment, when it is a host there', () => {
    const google =
      'softfail (google.com: domain of transitioning a@b.example) client-ip=2001:db8::1;';
    assert.deepEqual(read(google), {
      result: 'softfail',
      receiver: 'google.com',
      pairs: ['client-ip=2001:db8::1'],
      comments: 1,
    });
    assert.deepEqual(read('None (no SPF: record) receiver=<UNKNOWN>'), {
      result: 'none',
      receiver: null,
      pairs: ['receiver=<UNKNOWN>'],
      comments: 1,
    });
  });
});

describe('readTags', () => {
  it('reads a signature over its folds', () => {
    const text =
      'DKIM-Signature: v=1; a=rsa-sha256; d=example.net; s=brisbane;\r\n' +
      ' h=from:to:\r\n  subject; bh=MTIz\r\n\tNDU2; b = dzdV\r\n yOfA==;\r\n\r\n';
    const tags = readTags(text, fieldOf(text));
    assert.deepEqual(
      tags.map(({ name, value }) => [name.value, unfolded(value.value)]),
      [
        ['v', '1'],
        ['a', 'rsa-sha256'],
        ['d', 'example.net'],
        ['s', 'brisbane'],
        ['h', 'from:to:subject'],
        ['bh', 'MTIzNDU2'],
        ['b', 'dzdVyOfA=='],
      ],
    );
    const signature = tagOf(tags, 'b');
    assert.equal(signature === null ? '' : cut(text, signature), 'b = dzdV\r\n yOfA==');
  });

  it('notes a tag that stands twice, and passes over what is no tag', () => {
    const text = 'DKIM-Signature: d=a.example;; nonsense ; =x; d=b.example\n\n';
    assert.deepEqual(
      readTags(text, fieldOf(text)).map(({ value, repeated }) => [value.value, repeated]),
      [
        ['a.example', false],
        ['b.example', true],
      ],
    );
  });

  it("reads Microsoft's keys, an IPv6 address and empty values among them", () => {
    const text =
      'X-Forefront-Antispam-Report: CIP:2001:db8::7;CTRY:; SCL:5;\r\n SFS:(1)(2);DIR:INB;\r\n\r\n';
    assert.deepEqual(
      readTags(text, fieldOf(text)).map(({ name, value }) => `${name.value}:${value.value}`),
      ['CIP:2001:db8::7', 'CTRY:', 'SCL:5', 'SFS:(1)(2)', 'DIR:INB'],
    );
  });
});

describe('readSpamReport', () => {
  function read(source: string): unknown {
    const text = `${source}\n\n`;
    const report = readSpamReport(text, fieldOf(text));
    return report === null
      ? null
      : [
          report.verdict?.value ?? '-',
          report.pairs.map(({ name, value }) => `${name.value}=${value.value}`),
          report.tests.map((test) => cut(text, test)),
        ];
  }

  it('reads SpamAssassin of now and of 2002', () => {
    assert.deepEqual(
      read(
        'X-Spam-Status: No, score=-0.2 required=5.0 tests=DKIM_SIGNED,DKIM_VALID,\n\tSPF_PASS autolearn=disabled version=4.0.1',
      ),
      [
        'No',
        [
          'score=-0.2',
          'required=5.0',
          'tests=DKIM_SIGNED,DKIM_VALID,',
          'autolearn=disabled',
          'version=4.0.1',
        ],
        ['DKIM_SIGNED', 'DKIM_VALID', 'SPF_PASS'],
      ],
    );
    assert.deepEqual(read('X-Spam-Status: Yes, hits=7.1 required=5.0\n\ttests=none version=2.40'), [
      'Yes',
      ['hits=7.1', 'required=5.0', 'tests=none', 'version=2.40'],
      [],
    ]);
  });

  it("reads Amavis' points, in brackets and without", () => {
    assert.deepEqual(
      read(
        'X-Spam-Status: No, score=-0.195 tests=[ALL_TRUSTED=-1,\n\tRDNS_NONE=0.793] autolearn=no',
      ),
      [
        'No',
        ['score=-0.195', 'tests=[ALL_TRUSTED=-1,\n\tRDNS_NONE=0.793]', 'autolearn=no'],
        ['ALL_TRUSTED=-1', 'RDNS_NONE=0.793'],
      ],
    );
    assert.deepEqual(
      read('X-Spam-Status: No, score=1 tests=BAYES_50=0.8,\n RDNS_NONE=0.7 version=3'),
      ['No', ['score=1', 'tests=BAYES_50=0.8,', 'version=3'], ['BAYES_50=0.8', 'RDNS_NONE=0.7']],
    );
  });

  it('reads the symbols of Rspamd, brackets among their details', () => {
    assert.deepEqual(
      read(
        'X-Spamd-Result: default: False [0.49 / 15.00];\n\tARC_REJECT(1.00)[signature check failed: fail, {[1] = sig:a.example:reject}];\n\tMAILLIST(-0.20)[mailman];\n\tMIME_TRACE(0.00)[0:+,1:+];\n\tRCVD_TLS_LAST(0.00)[]',
      ),
      [
        'False',
        ['score=0.49', 'reject_score=15.00'],
        [
          'ARC_REJECT(1.00)[signature check failed: fail, {[1] = sig:a.example:reject}]',
          'MAILLIST(-0.20)[mailman]',
          'MIME_TRACE(0.00)[0:+,1:+]',
          'RCVD_TLS_LAST(0.00)[]',
        ],
      ],
    );
  });

  it('reads the scores of Proofpoint, and nothing of other fields', () => {
    assert.deepEqual(
      read(
        'X-Proofpoint-Spam-Details: rule=inbound_notspam policy=inbound score=0\n phishscore=12',
      ),
      ['-', ['rule=inbound_notspam', 'policy=inbound', 'score=0', 'phishscore=12'], []],
    );
    assert.equal(read('Subject: score=1'), null);
  });
});

describe('arcChain', () => {
  const set = (i: number | string, cv: string, leave = ''): string =>
    [
      `ARC-Seal: i=${i}; a=rsa-sha256; cv=${cv}; d=hop${i}.example; s=x; b=abc`,
      `ARC-Message-Signature: i=${i}; a=rsa-sha256; d=hop${i}.example; bh=abc; b=abc`,
      `ARC-Authentication-Results: i=${i}; mx.hop${i}.example; none`,
    ]
      .filter((field) => leave === '' || !field.startsWith(leave))
      .join('\n')
      .concat('\n');

  function chain(header: string): unknown {
    const read = arcChain(header, scanHeader(header));
    return (
      read && [
        read.defect,
        ...read.sets.map((one) => `${one.instance} ${one.sealer?.value ?? '-'}`),
      ]
    );
  }

  it('is null without ARC fields', () => {
    assert.equal(chain('Subject: a\n\n'), null);
  });

  it('puts the sets in order, oldest first', () => {
    assert.deepEqual(chain(set(3, 'pass') + set(2, 'pass') + set(1, 'none')), [
      null,
      '1 hop1.example',
      '2 hop2.example',
      '3 hop3.example',
    ]);
  });

  const broken: readonly (readonly [string, string, string])[] = [
    ['bad-instance', 'without a number', set('x', 'none')],
    ['bad-instance', 'above 50', set(51, 'pass')],
    ['duplicate', 'a field twice', set(1, 'none') + set(1, 'none', 'ARC-Seal')],
    ['incomplete', 'a field missing', set(1, 'none', 'ARC-Message-Signature')],
    ['gap', 'a set missing', set(3, 'pass') + set(1, 'none')],
    ['cv-fail', 'already broken', set(2, 'fail') + set(1, 'none')],
    ['cv-wrong', 'a first set with pass', set(1, 'pass')],
    ['cv-wrong', 'a second set with none', set(2, 'none') + set(1, 'none')],
  ];
  for (const [defect, words, header] of broken) {
    it(`finds it broken: ${words}`, () => {
      const read = arcChain(header, scanHeader(header));
      assert.equal(read?.defect, defect);
    });
  }
});
