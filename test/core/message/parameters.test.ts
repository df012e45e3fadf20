import assert from 'node:assert/strict';
import { decodeWordsIn } from '../../../server/src/core/message/encoded-words.ts';
import { scanHeader } from '../../../server/src/core/message/fields.ts';
import { parameterOf, readParameters } from '../../../server/src/core/message/parameters.ts';

function read(value: string): ReturnType<typeof readParameters> {
  const text = `Content-Type: ${value}\n\n`;
  const [field] = scanHeader(text).fields;
  assert.ok(field);
  return readParameters(text, field);
}

const named = (value: string): string | null => parameterOf(read(value), 'name', decodeWordsIn);

describe('readParameters', () => {
  it('reads the value and each parameter with its place', () => {
    const { value, parameters } = read(
      'Text/Plain (a comment); Charset=utf-8 ; name="a \\"b\\".txt"',
    );
    assert.equal(value.value, 'text/plain');
    assert.deepEqual(
      parameters.map(({ name, value: { value: one } }) => [name, one]),
      [
        ['charset', 'utf-8'],
        ['name', 'a "b".txt'],
      ],
    );
  });

  it('steps over what is no parameter', () => {
    assert.equal(named('text/plain; ; x; =y; name=z'), 'z');
    assert.equal(named('text/plain name=z'), null);
  });

  it('reads values in the forms of RFC 2231, which go first', () => {
    assert.equal(named("a/b; name*=utf-8'de'B%C3%BCcher; name=Buecher"), 'Bücher');
    assert.equal(named("a/b; name*=iso-8859-1''caf%E9"), 'café');
    assert.equal(named('a/b; name*0="one "; name*1=two'), 'one two');
    assert.equal(named("a/b; name*0*=utf-8''%C3; name*1*=%BC; name*2=%C3"), 'ü%C3');
    assert.equal(named('a/b; name*=plain'), 'plain');
  });

  it('reads encoded words, against the standard and like everybody', () => {
    assert.equal(named('a/b; name="=?utf-8?Q?B=C3=BCcher?="'), 'Bücher');
  });
});
