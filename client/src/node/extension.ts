/** Entry of dist/extension.cjs, which the editor loads first, where there is Node. The rest is dist/client.cjs. */
import { commands, type ExtensionContext } from 'vscode';
import { wakeUp } from '../wake-up.ts';

export { deactivate } from '../wake-up.ts';

export function activate(context: ExtensionContext): void {
  // The menus ask: VS Code's own `isWeb` is also true of a browser with a Node server behind it.
  void commands.executeCommand('setContext', 'spamPatrol.canVerify', true);
  wakeUp(context, () => import('./start.ts'));
}
