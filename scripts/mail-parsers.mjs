/** The mail parsers of other languages that the tests of complaints ask: Python's, and Perl's Email::MIME. Knows no mail. */
import { spawnSync } from 'node:child_process';
import { installDebian, onPath } from './programs.mjs';

/** The path of a Python 3; its email package comes with it. */
export function python() {
  return programWith('python3', ['-c', 'import email'], {
    debian: 'python3',
    missing: 'Python 3 was not found: install it, its email package reads complaints in the tests.',
  });
}

/** The path of a Perl that has Email::MIME. */
export function perl() {
  return programWith('perl', ['-MEmail::MIME', '-MJSON::PP', '-e', '1'], {
    debian: 'libemail-mime-perl',
    missing:
      'Perl with Email::MIME was not found: install it (Debian: libemail-mime-perl), it reads complaints in the tests.',
  });
}

/** The program once `args` work; installs Debian's package when it may. */
function programWith(name, args, { debian, missing }) {
  const works = () => {
    const program = onPath([name]);
    const run = program && spawnSync(program, args, { stdio: 'ignore' });
    return run?.status === 0 ? program : undefined;
  };
  const found = works();
  if (found !== undefined) return found;
  const installed = installDebian(debian, missing.split(':')[0]) ? works() : undefined;
  if (installed === undefined) throw new Error(missing);
  return installed;
}
