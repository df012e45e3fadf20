/** Entry of dist/client.web.js: the extension in a browser, which lets an extension load one file only. The rest is in it, asleep. */
import type { ExtensionContext } from 'vscode';
import { wakeUp } from '../wake-up.ts';

export { deactivate } from '../wake-up.ts';

export function activate(context: ExtensionContext): void {
  wakeUp(context, () => import('./start.ts'));
}
