/** A file system that exists nowhere, as remote repositories and archives are opened by: it has a scheme, and no disk. */
import * as vscode from 'vscode';

export class MemoryFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly files = new Map<string, Uint8Array>();
  /** Files that may be seen and not read. */
  readonly locked = new Set<string>();
  readonly #scheme: string;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #registration: vscode.Disposable;
  readonly #isReadonly: boolean;

  readonly onDidChangeFile = this.#changed.event;

  constructor(scheme: string, files: Readonly<Record<string, Uint8Array>>, isReadonly = false) {
    this.#scheme = scheme;
    for (const [path, bytes] of Object.entries(files)) this.files.set(path, bytes);
    this.#isReadonly = isReadonly;
    this.#registration = vscode.workspace.registerFileSystemProvider(scheme, this, { isReadonly });
  }

  uri(path: string): vscode.Uri {
    return vscode.Uri.from({ scheme: this.#scheme, path });
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const bytes = this.files.get(path);
    const times = { ctime: 0, mtime: 0 };
    if (bytes !== undefined) return { type: vscode.FileType.File, size: bytes.length, ...times };
    if (this.#children(path).size === 0) throw vscode.FileSystemError.FileNotFound(path);
    return { type: vscode.FileType.Directory, size: 0, ...times };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    return [...this.#children(path)];
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    if (this.locked.has(path)) throw vscode.FileSystemError.NoPermissions(path);
    const bytes = this.files.get(path);
    if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    if (this.#isReadonly) throw vscode.FileSystemError.NoPermissions('read-only');
    const type = this.files.has(uri.path)
      ? vscode.FileChangeType.Changed
      : vscode.FileChangeType.Created;
    this.files.set(uri.path, bytes);
    this.#changed.fire([{ type, uri }]);
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(uri: vscode.Uri): void {
    this.files.delete(uri.path);
    this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }

  #children(path: string): Map<string, vscode.FileType> {
    const folder = path === '/' ? '/' : `${path}/`;
    const found = new Map<string, vscode.FileType>();
    for (const file of this.files.keys()) {
      if (!file.startsWith(folder)) continue;
      const [name = '', ...below] = file.slice(folder.length).split('/');
      found.set(name, below.length === 0 ? vscode.FileType.File : vscode.FileType.Directory);
    }
    return found;
  }
}
