/**
 * `npm start`: builds, then opens samples/ with the extension in it: in an installed VS Code (the
 * environment's VSCODE, or `code` on the PATH), else in the embedded one in a browser tab, until
 * Ctrl-C. `--check` looks itself, in a headless browser, and ends when the sample is underlined.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';
import { onPath } from './programs.mjs';
import { root } from './editors.mjs';
import { startVscodeServer } from './vscode-server.mjs';

const workspace = join(root, 'samples');
const openFile = join(workspace, '01-spoofed-hop.eml');

async function build() {
  console.log('Building …');
  const child = spawn(process.execPath, [join(root, 'esbuild.mjs')], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) process.exit(1);
}

async function openDesktop(code) {
  console.log(`Opening samples/ in ${code}.`);
  const args = [`--extensionDevelopmentPath=${root}`, '--new-window', workspace, openFile];
  // Windows starts a .cmd only through a shell, which splits at blanks.
  const shell = process.platform === 'win32';
  const quote = (text) => (shell ? `"${text}"` : text);
  const child = spawn(quote(code), args.map(quote), { stdio: 'inherit', shell });
  const [exitCode] = await once(child, 'exit');
  process.exit(exitCode ?? 1);
}

/** Opens the default browser if there is a way to; whether it worked shows on the screen. */
function openDefaultBrowser(url) {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

/** Looks at the page as a visitor would; resolves when the forged address is underlined. */
async function check(url) {
  const { page } = await openBrowser();
  page.setDefaultTimeout(120_000);
  await page.goto(url);
  await page.locator('.tab', { hasText: '01-spoofed-hop.eml' }).waitFor();
  await page.locator('.squiggly-error').first().waitFor();
}

async function main() {
  const checking = process.argv.includes('--check');
  await build();
  const code = process.env.VSCODE ?? onPath(['code']);
  if (!checking && code !== undefined && code !== '') return openDesktop(code);

  const server = await startVscodeServer();
  const end = async (exitCode) => {
    await server.stop();
    process.exit(exitCode);
  };
  const url = server.page({ workspace, openFile });
  console.log(`VS Code ${server.version} is open on samples/ at\n\n  ${url}\n`);
  if (checking) {
    await check(url);
    console.log('The sample is open and its forged address is underlined.');
    return end(0);
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end(0));
  console.log('It asks whether you trust the authors: either answer works. Ctrl-C ends it.');
  openDefaultBrowser(url);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
