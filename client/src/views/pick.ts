/** The editor's list of choices, as a promise: one of them, or several ticked, or back to the list before. Knows nothing of what is chosen. */
import * as vscode from 'vscode';

/** A row; `value` is what it stands for. */
export interface Row<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export interface Screen {
  readonly title: string;
  /** What can be done here. */
  readonly placeholder: string;
  /** Which of the screens this is, where there are several; the later ones lead back. */
  readonly step?: { readonly number: number; readonly of: number };
}

/** Undefined: the user left it. `back`: to the screen before. */
export type Answer<T> = T | 'back' | undefined;

/** One of the rows. A line that groups them is a row of kind `Separator`. */
export async function chooseOne<T extends object>(
  screen: Screen,
  rows: readonly (Row<T> | vscode.QuickPickItem)[],
  active?: (value: T) => boolean,
): Promise<Answer<T>> {
  const list = newList<Row<T> | vscode.QuickPickItem>(screen);
  list.items = rows;
  list.matchOnDetail = true;
  const first = rows.find((row) => 'value' in row && active?.(row.value) === true);
  if (first !== undefined) list.activeItems = [first];
  return shown(list, () => {
    const [row] = list.selectedItems;
    return row !== undefined && 'value' in row ? row.value : undefined;
  });
}

/**
 * Those of the rows that are ticked.
 * @param typed rows for what the user types into the field, which are ticked by being typed
 */
export async function tick<T extends object>(
  screen: Screen,
  rows: readonly Row<T>[],
  isTicked: (value: T) => boolean,
  typed: (text: string) => readonly Row<T>[] = () => [],
): Promise<Answer<readonly T[]>> {
  const list = newList<Row<T>>(screen);
  list.canSelectMany = true;
  list.items = rows;
  list.selectedItems = rows.filter(({ value }) => isTicked(value));
  let own: readonly Row<T>[] = [];
  const listening = list.onDidChangeValue((text) => {
    const before = own;
    own = typed(text).map((row) => ({ ...row, alwaysShow: true }));
    if (own.length === 0 && before.length === 0) return;
    const ticked = list.selectedItems.filter((row) => !before.includes(row));
    list.items = [...own, ...rows];
    list.selectedItems = [...own, ...ticked];
  });
  try {
    return await shown(list, () => list.selectedItems.map(({ value }) => value));
  } finally {
    listening.dispose();
  }
}

function newList<T extends vscode.QuickPickItem>({
  title,
  placeholder,
  step,
}: Screen): vscode.QuickPick<T> {
  const list = vscode.window.createQuickPick<T>();
  list.title = title;
  list.placeholder = placeholder;
  list.ignoreFocusOut = true;
  if (step !== undefined) {
    list.step = step.number;
    list.totalSteps = step.of;
    if (step.number > 1) list.buttons = [vscode.QuickInputButtons.Back];
  }
  return list;
}

async function shown<T, Item extends vscode.QuickPickItem>(
  list: vscode.QuickPick<Item>,
  answer: () => T | undefined,
): Promise<Answer<T>> {
  const listeners: vscode.Disposable[] = [];
  try {
    return await new Promise<Answer<T>>((resolve) => {
      listeners.push(
        list.onDidAccept(() => {
          // Enter on no row at all, because none holds what was typed, chooses nothing.
          const chosen = answer();
          if (chosen !== undefined) resolve(chosen);
        }),
        list.onDidTriggerButton(() => {
          resolve('back');
        }),
        list.onDidHide(() => {
          resolve(undefined);
        }),
      );
      list.show();
    });
  } finally {
    vscode.Disposable.from(...listeners, list).dispose();
  }
}
