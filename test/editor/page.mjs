/** Opens a page of a VS Code that runs the suite, waits until the suite is through, and counts. */
import { openBrowser } from '../../scripts/browser.mjs';

/** A suite that is not through after this many milliseconds never will be. */
const deadline = 300_000;

/** What test/editor/suite/index.ts puts before its lines. */
const mark = 'suite| ';

/** Runs the suite on the page and prints its lines; those of the editor only when something went wrong. */
export async function runSuite(url) {
  const noise = [];
  const result = { passed: 0, failed: 0 };
  const log = (text) => {
    if (!text.startsWith(mark)) {
      noise.push(text.slice(0, 300));
      return;
    }
    const line = text.slice(mark.length);
    const match = /^(\d+) passed, (\d+) failed$/.exec(line);
    if (match === null) console.log(line);
    else Object.assign(result, { passed: Number(match[1]), failed: Number(match[2]) });
  };
  const code = await exitCode(url, log).catch((error) => {
    console.log(String(error));
    return 1;
  });
  // A suite that ends badly without a failed test has failed all the same.
  if (code !== 0) {
    result.failed = Math.max(1, result.failed);
    console.log(`What the editor logged:\n${noise.join('\n').slice(-4000)}`);
  }
  return result;
}

/** The sum over several runs. */
export class Counts {
  #passed = 0;
  #failed = 0;

  add({ passed, failed }) {
    this.#passed += passed;
    this.#failed += failed;
  }

  /** Prints the line that scripts/test.mjs reads, and gives the exit code. */
  print() {
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0 && this.#passed > 0 ? 0 : 1;
  }
}

/** The code with which the editor ends the suite: 0 when all is well. */
async function exitCode(url, log) {
  const browser = await openBrowser();
  const { page } = browser;
  let timer;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error('The suite did not come to an end.'));
      }, deadline);
      const open = async () => {
        await page.exposeFunction('codeAutomationLog', (_type, args) => {
          log(args.map(String).join(' '));
        });
        await page.exposeFunction('codeAutomationExit', resolve);
        page.on('crash', () => reject(new Error('The page crashed.')));
        await page.goto(url);
      };
      open().catch(reject);
    });
  } finally {
    clearTimeout(timer);
    await browser.close();
  }
}
