/** The editor's list of choices without its pixels: a test says what a person does on each. Knows nothing of what is chosen. */
import * as vscode from 'vscode';
import { ok } from './assert.ts';

/** A list that is on show. */
export class List {
  title: string | undefined;
  placeholder: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  canSelectMany = false;
  ignoreFocusOut = false;
  matchOnDetail = false;
  items: readonly vscode.QuickPickItem[] = [];
  activeItems: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  buttons: readonly vscode.QuickInputButton[] = [];
  readonly #accepted = new vscode.EventEmitter<void>();
  readonly #hidden = new vscode.EventEmitter<void>();
  readonly #pressed = new vscode.EventEmitter<vscode.QuickInputButton>();
  readonly #typed = new vscode.EventEmitter<string>();
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidTriggerButton = this.#pressed.event;
  readonly onDidChangeValue = this.#typed.event;
  readonly #act: (list: List) => void;

  constructor(act: (list: List) => void) {
    this.#act = act;
  }

  /** The editor shows a list later, too. */
  show(): void {
    queueMicrotask(() => {
      this.#act(this);
    });
  }

  dispose(): void {
    this.#hidden.fire();
  }

  /** The rows that can be chosen, as they are read. */
  rows(): string[] {
    return this.items
      .filter(({ kind }) => kind !== vscode.QuickPickItemKind.Separator)
      .map(({ label }) => label);
  }

  ticked(): string[] {
    return this.selectedItems.map(({ label }) => label);
  }

  row(text: string): vscode.QuickPickItem {
    const found = this.items.find(({ label }) => label.includes(text));
    ok(found !== undefined, `no row "${text}" among ${this.rows().join(', ')}`);
    return found;
  }

  /** Enter, on the row or, without one, where the list stands. */
  enter(text?: string): void {
    if (text !== undefined) this.activeItems = [this.row(text)];
    if (!this.canSelectMany) {
      const [active = this.items.find(({ kind }) => kind !== vscode.QuickPickItemKind.Separator)] =
        this.activeItems;
      this.selectedItems = active === undefined ? [] : [active];
    }
    this.#accepted.fire();
  }

  tick(...texts: string[]): void {
    this.selectedItems = texts.map((text) => this.row(text));
  }

  type(text: string): void {
    this.#typed.fire(text);
  }

  back(): void {
    ok(this.buttons.includes(vscode.QuickInputButtons.Back), 'no way back');
    this.#pressed.fire(vscode.QuickInputButtons.Back);
  }

  escape(): void {
    this.#hidden.fire();
  }
}

/** Shows lists to `acts`, one after the other, while `work` runs. A list too many is left by Escape, and told of. */
export async function choosing(
  acts: readonly ((list: List) => void)[],
  work: () => PromiseLike<unknown>,
): Promise<void> {
  const left = [...acts];
  const faults: unknown[] = [];
  const original = vscode.window.createQuickPick;
  const act = (list: List): void => {
    try {
      const next = left.shift();
      ok(next !== undefined, `a list too many: ${list.title ?? ''}`);
      next(list);
    } catch (error) {
      faults.push(error);
      list.escape();
    }
  };
  Reflect.set(vscode.window, 'createQuickPick', () => new List(act));
  try {
    await work();
  } finally {
    Reflect.set(vscode.window, 'createQuickPick', original);
  }
  if (faults.length > 0) throw faults[0];
  ok(left.length === 0, `${left.length} lists were not shown`);
}
