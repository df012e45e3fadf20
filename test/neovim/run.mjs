/**
 * A session of a real Neovim, set up as docs/editors.md says: findings, an explanation, a complaint.
 * Installs Debian's package when it may and there is no other.
 */
import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { neovim } from '../../scripts/neovim.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
/** Milliseconds; the session itself gives up earlier and says where. */
const tooLong = 120_000;

/** The first block of a language in a Markdown text. */
function block(markdown, language) {
  const start = markdown.indexOf(`\`\`\`${language}\n`) + language.length + 4;
  return markdown.slice(start, markdown.indexOf('\n```', start));
}

const program = neovim();
spawnSync(process.execPath, ['esbuild.mjs', 'cli'], { cwd: root, stdio: 'inherit' });
const folder = await mkdtemp(join(tmpdir(), 'spam-patrol-neovim-'));
try {
  // The command as it is when it is installed.
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const command = join(bin, 'spam-patrol');
  await writeFile(
    command,
    `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist/cli.js')}" "$@"\n`,
  );
  await chmod(command, 0o755);
  const config = join(folder, 'init.lua');
  await writeFile(config, block(await readFile(join(root, 'docs/editors.md'), 'utf8'), 'lua'));
  const message = join(folder, '01-spoofed-hop.eml');
  await cp(join(root, 'samples/01-spoofed-hop.eml'), message);

  const { status, stdout, stderr, signal } = spawnSync(
    program,
    [
      ...['--headless', '--clean', '-n', '-i', 'NONE'],
      ...['-c', `luafile ${config}`, '-c', `luafile ${join(here, 'session.lua')}`],
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      timeout: tooLong,
      env: {
        ...process.env,
        PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
        HOME: folder,
        XDG_STATE_HOME: folder,
        XDG_CACHE_HOME: folder,
        MESSAGE: message,
      },
    },
  );
  process.stdout.write(stdout);
  const counted = /^\d+ passed, \d+ failed$/m.test(stdout);
  if (status !== 0 || !counted) console.log(`Neovim ended with ${status ?? signal}:\n${stderr}`);
  if (!counted) console.log('0 passed, 1 failed');
  process.exitCode = status === 0 && counted ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
