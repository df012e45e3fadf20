import assert from 'node:assert/strict';
import { english } from '../../../server/src/core/text/said.ts';
import fc from 'fast-check';
import { safeFileName } from '../../../server/src/core/body/file-name.ts';

/** What the sender wrote, the name that comes of it, and words of the warnings, one a warning. */
const cases: readonly (readonly [string | null, string, readonly RegExp[]])[] = [
  ['report.pdf', 'report.pdf', []],
  ['Übersicht 2024 (neu).xlsx', 'Übersicht 2024 (neu).xlsx', []],
  [null, 'part-2.bin', []],
  ['', 'part-2.bin', []],
  ['../../etc/passwd', 'passwd', [/gave it a path/]],
  ['C:\\Windows\\win.ini', 'win.ini', [/gave it a path/]],
  ['..', 'part-2.bin', []],
  ['a/..', 'part-2.bin', [/gave it a path/]],
  ['.bashrc', '_bashrc', []],
  ['-rf', '_rf', []],
  ['a.txt:stream', 'a.txt_stream', []],
  ['a$(id)`id`;b.txt', 'a_(id)_id__b.txt', []],
  ['con.txt', '_con.txt', [/device/]],
  ['LPT1', '_LPT1', [/device/]],
  ['console.txt', 'console.txt', []],
  ['trailing.txt. . ', 'trailing.txt', []],
  ['in\u202evoice\u0007.txt', 'invoice.txt', [/nobody sees/]],
  ['run.exe', 'run.exe.untrusted', [/\.exe\) can run/]],
  ['invoice.pdf.exe', 'invoice.pdf.exe.untrusted', [/harmless file \(\.pdf\)/, /\.exe\) can run/]],
  ['photo\u202egpj.scr', 'photogpj.scr.untrusted', [/nobody sees/, /\.scr\) can run/]],
  ['Login.HTML', 'Login.HTML.untrusted', [/\.html\)/]],
  ['archive.tar.gz', 'archive.tar.gz', []],
];

describe('safeFileName', () => {
  for (const [given, name, warnings] of cases) {
    it(`makes ${name} of ${JSON.stringify(given)}`, () => {
      const safe = safeFileName(given, 'part-2', 'application/octet-stream');
      assert.equal(safe.name, name);
      assert.equal(safe.warnings.length, warnings.length, safe.warnings.map(english).join('\n'));
      warnings.forEach((words, index) => {
        assert.match(english(safe.warnings[index] ?? ''), words);
      });
    });
  }

  it('gives an unnamed part the extension of its type', () => {
    assert.equal(safeFileName(null, 'part-1.2', 'text/plain').name, 'part-1.2.txt');
    assert.equal(safeFileName(null, 'part-1.2', 'text/html').name, 'part-1.2.html.untrusted');
  });

  it('keeps the extension of a name that is too long', () => {
    const { name } = safeFileName(`${'ü'.repeat(500)}.pdf`, 'part-1', 'application/pdf');
    assert.match(name, /^ü+\.pdf$/);
    assert.ok(Buffer.byteLength(name) <= 200);
  });

  it('is safe when its own name comes again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (given) => {
        const { name } = safeFileName(given, 'part-1', 'text/plain');
        assert.equal(safeFileName(name, 'part-1', 'text/plain').name, name);
      }),
      { numRuns: 3000 },
    );
  });
});
