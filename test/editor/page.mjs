/** Opens a page of a VS Code that runs a suite, and waits until the suite is through. */
import { openBrowser } from '../../scripts/browser.mjs';

/** A suite that is not through after this many milliseconds never will be. */
const deadline = 300_000;

const mark = 'suite| ';

/** Whether the suite passed. Its lines are printed; those of the editor only when something went wrong. */
export async function suitePasses(url) {
  const noise = [];
  const passed = await exitCode(url, noise).then(
    (code) => code === 0,
    (error) => {
      console.log(String(error));
      return false;
    },
  );
  if (!passed) console.log(`\nWhat the editor logged:\n${noise.join('\n').slice(-8000)}`);
  return passed;
}

async function exitCode(url, noise) {
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
          const text = args.map(String).join(' ');
          if (text.startsWith(mark)) console.log(text.slice(mark.length));
          else noise.push(text.slice(0, 2000));
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
