/** Programs of the system, as Node starts them: without a shell. Knows no mail and no patience: whoever asks sets the limits by the signal. */
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import type { ProgramEnd, RunOptions } from '../lookup/program.ts';

export function nodeRunProgram(
  program: string,
  args: readonly string[],
  { signal, onOutput }: RunOptions,
): Promise<ProgramEnd> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = spawn(program, args, {
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // Windows looks for programs in the current folder first, which may be a stranger's workspace.
      cwd: dirname(process.execPath),
      env: { ...process.env, LC_ALL: 'C' },
    });
    const abort = (): void => {
      child.kill('SIGKILL');
      // What the program has started may live on and hold the other ends.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    signal.addEventListener('abort', abort, { once: true });
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.once('error', (error) => {
      signal.removeEventListener('abort', abort);
      if ('code' in error && error.code === 'ENOENT') resolve({ kind: 'missing' });
      else reject(error);
    });
    child.once('close', (code) => {
      signal.removeEventListener('abort', abort);
      resolve({ kind: 'ended', code });
    });
  });
}
