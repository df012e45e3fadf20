/** What patrols found in files that nobody has open, as it stands in the editor's list of problems. */
import type { Diagnostic } from 'vscode-languageserver';
import { isGrave, type RuleSettings } from '../core/rules/levels.ts';

export interface PatrolledParts {
  /** An open document has its findings by itself, and more of them. */
  readonly isOpen: (uri: string) => boolean;
  readonly send: (uri: string, diagnostics: Diagnostic[]) => void;
}

/** Files with findings that are listed: nobody goes through more, and the report counts all. */
const mostPatrolled = 10_000;

export class Patrolled {
  readonly #parts: PatrolledParts;
  readonly #found = new Map<string, Diagnostic[]>();

  constructor(parts: PatrolledParts) {
    this.#parts = parts;
  }

  /** Takes the place of what an earlier patrol found in the file. */
  set(uri: string, diagnostics: Diagnostic[]): void {
    const before = this.#found.get(uri);
    if (diagnostics.length === 0) {
      if (before !== undefined) this.#remove(uri);
    } else if (before !== undefined || this.#found.size < mostPatrolled) {
      this.#found.set(uri, diagnostics);
      this.show(uri);
    }
  }

  /** To be called when a document was closed: the list goes on with what the patrol found. */
  show(uri: string): void {
    const diagnostics = this.#found.get(uri);
    if (diagnostics !== undefined && !this.#parts.isOpen(uri)) this.#parts.send(uri, diagnostics);
  }

  /** To be called when the file is not any more what the patrol saw. */
  drop(uri: string): void {
    if (this.#found.has(uri)) this.#remove(uri);
  }

  /** To be called when rules have other levels: what would not be found now is not shown. */
  keepOnly(rules: RuleSettings): void {
    for (const [uri, diagnostics] of [...this.#found]) {
      const kept = diagnostics.filter(({ code }) => {
        const setting = rules.get(String(code));
        return setting === undefined || (setting !== 'off' && isGrave(setting));
      });
      if (kept.length < diagnostics.length) this.set(uri, kept);
    }
  }

  clear(): void {
    for (const uri of [...this.#found.keys()]) this.#remove(uri);
  }

  #remove(uri: string): void {
    this.#found.delete(uri);
    if (!this.#parts.isOpen(uri)) this.#parts.send(uri, []);
  }
}
