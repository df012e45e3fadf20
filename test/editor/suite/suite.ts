/** trial */
import * as vscode from 'vscode';
export function describeSuite(): void {
  describe('the extension', () => {
    it('activates on a message', async () => {
      const folder = vscode.workspace.workspaceFolders?.[0];
      console.log('trusted', vscode.workspace.isTrusted, String(folder?.uri), vscode.version);
      const files = await vscode.workspace.fs.readDirectory(folder!.uri);
      console.log(JSON.stringify(files));
      const d = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder!.uri, '01-spoofed-hop.eml'));
      console.log(d.languageId, vscode.extensions.all.filter(e=>e.id.includes('patrol')).map(e=>e.id+e.isActive+e.extensionUri).join());
      await vscode.extensions.getExtension('spam-patrol.spam-patrol')!.activate();
    });
  });
}
