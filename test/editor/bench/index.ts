/** Measures in the extension host: what the extension takes, beside what the editor takes for the same of plain text. */
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { closeAll, progressing, report, until, workspaceUri } from '../suite/editor.ts';

const mark = 'bench| ';
const rounds = 5;

function say(text = ''): void {
  for (const line of text.split('\n')) console.log(mark + line);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** The editor calls this. */
export async function run(): Promise<void> {
  const messages = await vscode.workspace.fs.stat(workspaceUri('spam-1')).then(
    () => true,
    () => false,
  );
  await (messages ? measurePatrol() : measureEditor());
}

async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Calls `start`, and gives the milliseconds until the event came for which `probe` is true. */
async function timeUntil<T>(
  event: vscode.Event<T>,
  probe: (value: T) => boolean,
  start: () => PromiseLike<unknown>,
): Promise<number> {
  const began = performance.now();
  const came = new Promise<number>((resolve) => {
    const subscription = event((value) => {
      if (!probe(value)) return;
      subscription.dispose();
      resolve(performance.now() - began);
    });
  });
  await start();
  return came;
}

const open = (uri: vscode.Uri): PromiseLike<unknown> =>
  vscode.commands.executeCommand('vscode.open', uri);

const isAt =
  (uri: vscode.Uri) =>
  ({ uri: other }: { readonly uri: vscode.Uri }): boolean =>
    other.toString() === uri.toString();

function hasFinding(uri: vscode.Uri, rule: string): boolean {
  return vscode.languages
    .getDiagnostics(uri)
    .some(({ code }) => (typeof code === 'object' ? code.value : code) === rule);
}

const findingChanged = (uri: vscode.Uri, there: boolean) => (): boolean =>
  hasFinding(uri, 'impossible-address') === there;

function openText(uri: vscode.Uri): Promise<number> {
  return timeUntil(vscode.workspace.onDidOpenTextDocument, isAt(uri), () => open(uri));
}

function openMail(uri: vscode.Uri): Promise<number> {
  return timeUntil(vscode.languages.onDidChangeDiagnostics, findingChanged(uri, true), () =>
    open(uri),
  );
}

/** Replaces one text by another of one document; found in its first lines. */
async function replace(uri: vscode.Uri, old: string, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const head = document.getText(new vscode.Range(0, 0, 12, 0));
  const at = document.positionAt(head.indexOf(old));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, new vscode.Range(at, at.translate(0, old.length)), text);
  await vscode.workspace.applyEdit(edit);
}

async function append(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(document.lineCount - 2, 0), 'x');
  await vscode.workspace.applyEdit(edit);
}

const textChanged = (uri: vscode.Uri, work: () => PromiseLike<unknown>): Promise<number> =>
  timeUntil(vscode.workspace.onDidChangeTextDocument, ({ document }) => isAt(uri)(document), work);

function hover(uri: vscode.Uri): PromiseLike<unknown> {
  return vscode.commands.executeCommand(
    'vscode.executeHoverProvider',
    uri,
    new vscode.Position(0, 2),
  );
}

async function measureEditor(): Promise<void> {
  const extension = vscode.extensions.getExtension('spam-patrol.spam-patrol');
  const other = vscode.extensions.getExtension('vscode.configuration-editing');
  const activation = await timed(async () => extension?.activate());
  const otherActivation = await timed(async () => other?.activate());
  // The editor's and the server's own beginning are no part of opening a message.
  await openText(workspaceUri('small-6.txt'));
  await openMail(workspaceUri('small-6.eml'));
  await closeAll();

  const rows: [string, number, number][] = [
    ['activation (the other: VS Code’s “configuration-editing”)', activation, otherActivation],
  ];
  for (const size of ['small', 'large']) {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      // In pairs, each first in turn: what slows the machine slows both.
      const [mail, text] = [
        workspaceUri(`${size}-${round}.eml`),
        workspaceUri(`${size}-${round}.txt`),
      ];
      if (round % 2 === 0) ours.push(await openMail(mail));
      theirs.push(await openText(text));
      if (round % 2 === 1) ours.push(await openMail(mail));
      await closeAll();
    }
    const name = size === 'small' ? '5 kB' : '25 MB';
    rows.push([
      `open ${name} to first finding (the other: to the open event of plain text)`,
      median(ours),
      median(theirs),
    ]);
  }

  const [mail, text] = [workspaceUri('large-6.eml'), workspaceUri('large-6.txt')];
  await openText(text);
  await openMail(mail);
  const provider = vscode.languages.registerHoverProvider(
    { language: 'plaintext' },
    {
      provideHover: () => new vscode.Hover('x'),
    },
  );
  await hover(mail);
  await hover(text);
  const figures = { header: [[], []], body: [[], []], hover: [[], []] } as Record<
    string,
    [number[], number[]]
  >;
  for (let round = 0; round < rounds; round++) {
    const [old, now] =
      round % 2 === 0 ? ['203.0.113.300', '203.0.113.30'] : ['203.0.113.30', '203.0.113.300'];
    figures['header']?.[0].push(
      await timeUntil(
        vscode.languages.onDidChangeDiagnostics,
        findingChanged(mail, round % 2 === 1),
        () => replace(mail, old, now),
      ),
    );
    figures['header']?.[1].push(await textChanged(text, () => replace(text, old, now)));
    figures['body']?.[0].push(
      await timed(async () => {
        await textChanged(mail, () => append(mail));
        await hover(mail);
      }),
    );
    figures['body']?.[1].push(
      await timed(async () => {
        await textChanged(text, () => append(text));
        await hover(text);
      }),
    );
    figures['hover']?.[0].push(await timed(() => hover(mail)));
    figures['hover']?.[1].push(await timed(() => hover(text)));
  }
  provider.dispose();
  // Or closing would ask whether to save.
  for (const uri of [mail, text]) {
    await open(uri);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  const [header, body, hovers] = ['header', 'body', 'hover'].map(
    (name) => figures[name] ?? [[], []],
  );
  if (header && body && hovers) {
    rows.push(
      [
        '25 MB: edit in the header to the findings (the other: to the change event)',
        median(header[0]),
        median(header[1]),
      ],
      [
        '25 MB: edit in the body, then a hover (the other: with a hover that says x)',
        median(body[0]),
        median(body[1]),
      ],
      ['25 MB: hover (the other: one that says x)', median(hovers[0]), median(hovers[1])],
    );
  }
  say('| | Spam Patrol, ms | the platform, ms | ratio |\n| --- | --: | --: | --: |');
  for (const [name, ours, theirs] of rows) {
    say(`| ${name} | ${ours.toFixed(1)} | ${theirs.toFixed(1)} | ${(ours / theirs).toFixed(2)} |`);
  }
  say(`\nMedians of ${rounds} pairs in one run.\n`);
  await closeAll();

  const memory: string[] = [`${serverMemory()} MB`];
  for (let n = 0; n < 200; n++) {
    await openMail(workspaceUri(`many-${n}.eml`));
    await closeAll();
    if (n % 50 === 49) memory.push(`${serverMemory()} MB after ${n + 1}`);
  }
  say(
    `Resident memory of the server while 200 messages are opened and closed: ${memory.join(', ')}.`,
  );
}

/** Megabytes that the server's process has in memory; it is a child of this one. */
function serverMemory(): number {
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      if (!command.includes('dist/server.cjs') || !status.includes(`PPid:\t${process.pid}\n`))
        continue;
      return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1024);
    } catch {
      // It has ended.
    }
  }
  return NaN;
}

async function measurePatrol(): Promise<void> {
  const run = (): PromiseLike<unknown> =>
    vscode.commands.executeCommand('spamPatrol.patrolFolder', workspaceUri());
  const before = async (): Promise<void> => {
    await vscode.commands.executeCommand('spamPatrol.restartServer');
  };
  await before();
  const atRest = serverMemory();
  const times: number[] = [];
  let peak = 0;
  for (let round = 0; round < 3; round++) {
    await before();
    times.push(await timed(() => progressing(() => (peak = Math.max(peak, serverMemory())), run)));
  }
  say(
    `A patrol of 3,000 messages takes ${times.map((time) => (time / 1000).toFixed(1)).join(', ')} s, the report on show included;`,
  );
  say(`the server then has ${peak} MB in memory, ${atRest} MB before.`);

  const message = workspaceUri('spam-1/00001.7848dde101aa985090474a91ec93fcf0.eml');
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument(message),
    vscode.ViewColumn.One,
  );
  const waits: number[] = [];
  const state = { over: false };
  const patrol = Promise.resolve(progressing(() => undefined, run)).finally(() => {
    state.over = true;
  });
  while (!state.over) waits.push(await timed(() => hover(message)));
  await patrol;
  say(
    `${waits.length} hovers were answered meanwhile, in ${median(waits).toFixed(0)} ms (median), ${Math.max(...waits).toFixed(0)} ms at most.`,
  );

  await closeAll();
  let cancelledAt = 0;
  await progressing((text, cancel) => {
    const done = /^(\d+) of/.exec(text);
    if (done === null || Number(done[1]) < 1500 || cancelledAt > 0) return;
    cancelledAt = performance.now();
    cancel();
  }, run);
  say(`Cancelled half-way, it ends ${(performance.now() - cancelledAt).toFixed(0)} ms later:`);
  const cancelled = await until(vscode.workspace.onDidChangeTextDocument, () => {
    const lines = report()?.getText().split('\n') ?? [];
    return lines.find((line) => line.startsWith('Cancelled')) === undefined ? undefined : lines;
  });
  say(cancelled.slice(2, 5).join('\n'));
  await closeAll();
  await run();
  await until(vscode.workspace.onDidChangeTextDocument, () =>
    report()?.getText().includes('Cancelled') === false ? true : undefined,
  );
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  say('picture');
  // The picture is taken from outside; the editor shows nothing new of it.
  await timed(() => vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup'));
}
