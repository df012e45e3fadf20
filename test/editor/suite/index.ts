/** Entry of the suite, in every extension host: runs it with mocha and says what came of it. */
// The browser build: the one that runs in a web worker, and it runs in Node as well.
import 'mocha/mocha.js';
import * as vscode from 'vscode';
import { inWebWorker } from './editor.ts';
import { describeSuite } from './suite.ts';

interface Test {
  fullTitle(): string;
}

interface Runner {
  on(event: 'pass' | 'pending', listener: (test: Test) => void): void;
  on(event: 'fail', listener: (test: Test, error: Error) => void): void;
}

/** The globals of mocha's browser build. */
declare const mocha: {
  setup(options: { ui: 'bdd'; timeout: number; reporter: 'base' }): void;
};
declare const Mocha: { prototype: { run(done: (failures: number) => void): Runner } };

/** Tells page.mjs our lines from those of the editor; a desktop prints straight to the terminal. */
const mark = vscode.env.uiKind === vscode.UIKind.Web ? 'suite| ' : '';

function say(text: string): void {
  for (const line of text.split('\n')) console.log(mark + line);
}

/** The editor calls this and takes a rejection for a failure. */
export function run(): Promise<void> {
  // `base` prints nothing: `run` listens itself.
  mocha.setup({ ui: 'bdd', timeout: 30_000, reporter: 'base' });
  describeSuite();
  const host = inWebWorker ? 'web worker' : 'Node';
  const trust = vscode.workspace.isTrusted ? 'trusted' : 'Restricted Mode';
  say(`VS Code ${vscode.version}, extension host: ${host}, ${trust}`);
  return new Promise((resolve, reject) => {
    let passed = 0;
    let pending = 0;
    // Past the `run` of the browser build, which reads the address of a page that Node has not.
    const runner = Mocha.prototype.run.call(mocha, (failed) => {
      say(`${passed} passed, ${failed} failed`);
      if (failed > 0) reject(new Error(`${failed} failed`));
      else if (pending > 0) reject(new Error(`${pending} were skipped: a silent skip is a lie`));
      else if (passed === 0) reject(new Error('nothing ran'));
      else resolve();
    });
    runner.on('pass', (test) => {
      passed++;
      say(`  ✔ ${test.fullTitle()}`);
    });
    runner.on('pending', () => {
      pending++;
    });
    runner.on('fail', (test, error) => {
      say(`  ✘ ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
  });
}
