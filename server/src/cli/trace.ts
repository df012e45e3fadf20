/** `spam-patrol trace`: from paths to printed results, or to a report on all of them, and an exit code. */
import { Patrol } from '../core/patrol/report.ts';
import { reportText, shownEntries } from '../core/patrol/text.ts';
import type { RuleSettings } from '../core/rules/levels.ts';
import { formats, type FormatName, type FormatOptions } from './formats/index.ts';
import { toJson } from './formats/json.ts';
import { print, warn } from './output.ts';
import { filesAt, linesOfStandardInput, matcher, type Input } from './paths.ts';
import { unreadableSentence, type Outcome, type Task } from './task.ts';
import { outcomes, type Threads } from './threads.ts';

export interface TraceOptions {
  readonly format: FormatName;
  readonly formatOptions: FormatOptions;
  /** One report on all messages, in the place of a result for each. */
  readonly report: boolean;
  readonly ownHosts: readonly string[];
  readonly organisations: readonly (readonly string[])[];
  readonly rules: RuleSettings;
  readonly glob: string;
  /** Paths come from standard input, behind those of the command line. */
  readonly filesFromStandardInput: boolean;
  readonly threads: Threads;
}

/** 0 nothing at `warning` or above, 1 something was, 2 a file could not be read or there was none. */
export type ExitCode = 0 | 1 | 2;

/** Entries of each list of a report for machines. */
const mostEntries = 1000;

/** What becomes of the outcomes, one after the other, and of all of them in the end. */
interface Printer {
  readonly output: Task['output'];
  add(outcome: Outcome): Promise<void>;
  end(): Promise<void>;
}

export async function trace(paths: readonly string[], options: TraceOptions): Promise<ExitCode> {
  const { ownHosts, organisations, rules, formatOptions, threads } = options;
  const printer = options.report ? reporter(paths, options) : await resultPrinter(options);
  const task: Task = { ownHosts, organisations, rules, output: printer.output, formatOptions };
  let worst: ExitCode = 0;
  let count = 0;
  for await (const outcome of outcomes(inputs(paths, options), task, threads)) {
    if (outcome.unreadable !== null) warn(unreadableSentence(outcome.unreadable));
    await printer.add(outcome);
    count += 1;
    if (outcome.unreadable !== null) worst = 2;
    else if (worst === 0 && outcome.grave) worst = 1;
  }
  await printer.end();
  if (count > 0) return worst;
  // A script that looks in the wrong place must not take that for peace.
  warn('Nothing was traced: no message was found.');
  return 2;
}

async function resultPrinter({ format: output, formatOptions }: TraceOptions): Promise<Printer> {
  const format = formats[output](formatOptions);
  let before = format.first;
  await print(format.head);
  return {
    output,
    async add({ text }) {
      if (text === null) return;
      await print(before);
      await print(text);
      before = format.between;
    },
    end: () => print(format.tail),
  };
}

function reporter(paths: readonly string[], { format }: TraceOptions): Printer {
  const patrol = new Patrol();
  return {
    output: 'trails',
    add({ trails, unreadable }) {
      if (unreadable !== null) patrol.addUnreadable(unreadable.path, unreadable.reason);
      for (const { place, trail, cut } of trails) {
        patrol.add(place, trail);
        if (cut) patrol.addCut();
      }
      return Promise.resolve();
    },
    end: () =>
      format === 'json'
        ? print(`${toJson(patrol.report(mostEntries))}\n`)
        : print(reportText(patrol.report(shownEntries), { name: nameOf(paths) })),
  };
}

function nameOf(paths: readonly string[]): string {
  const [only = 'the list on standard input', ...others] = paths;
  if (others.length > 0) return `${paths.length} paths`;
  return only === '-' ? 'standard input' : only;
}

async function* inputs(
  paths: readonly string[],
  { glob, filesFromStandardInput }: TraceOptions,
): AsyncGenerator<Input> {
  const matches = matcher(glob);
  for (const path of paths) yield* expand(path, glob, matches);
  if (!filesFromStandardInput) return;
  // `-` in a list is a file of that name: standard input is the list.
  for await (const path of linesOfStandardInput()) {
    yield* expand(path === '-' ? './-' : path, glob, matches);
  }
}

function* expand(path: string, glob: string, matches: (path: string) => boolean): Generator<Input> {
  if (path === '-') {
    yield { path };
    return;
  }
  let found = false;
  for (const input of filesAt(path, matches)) {
    found = true;
    yield input;
  }
  if (!found)
    warn(`No message in ${path}: files named ${glob} were looked for; choose others with --glob.`);
}
