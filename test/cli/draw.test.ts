import assert from 'node:assert/strict';
import { run } from './cli.ts';
import { forged, forwarding } from '../lsp/messages.ts';

describe('spam-patrol draw', () => {
  it('prints one picture that needs nothing else', async () => {
    const { code, stdout, stderr } = await run(['draw', '-'], { input: forged });
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.match(stdout, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^]*<\/svg>\n$/);
    assert.match(stdout, /line-through[^<]*>500\.202\.999\.352</);
    assert.doesNotMatch(stdout, /var\(|href|url\(|<style|<script|<image|<foreignObject/);
  });

  it('draws as wide and as dark as it is told', async () => {
    const light = await run(['draw', '-', '--width', '400'], { input: forged });
    const dark = await run(['draw', '-', '--width', '400', '--theme', 'dark'], { input: forged });
    assert.match(light.stdout, /width="400"/);
    assert.notEqual(light.stdout, dark.stdout);
  });

  it('draws a message that was forwarded inside', async () => {
    const own = await run(['draw', '-'], { input: forwarding });
    assert.doesNotMatch(own.stdout, /500\.202/);
    const inner = await run(['draw', '-', '--part', '2'], { input: forwarding });
    assert.match(inner.stdout, /500\.202/);
    const none = await run(['draw', '-', '--part', '7'], { input: forwarding });
    assert.equal(none.code, 2);
    assert.match(none.stderr, /no message is forwarded in its part 7/);
  });

  it('says what it cannot draw, and does not', async () => {
    const missing = await run(['draw', 'there-is-none.eml']);
    assert.equal(missing.code, 2);
    assert.equal(missing.stdout, '');
    assert.match(missing.stderr, /there is no such file/);
    const narrow = await run(['draw', '-', '--width', '20'], { input: forged });
    assert.equal(narrow.code, 2);
    assert.match(narrow.stderr, /from 200 to 4000/);
  });
});
