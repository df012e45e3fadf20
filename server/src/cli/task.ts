/** What is made of each message, in whichever thread: plain data goes in, plain data comes out, nothing is printed. */
import { isGrave } from '../core/rules/levels.ts';
import type { RuleSettings } from '../core/rules/levels.ts';
import type { Place } from '../core/patrol/report.ts';
import type { Trail } from '../core/patrol/trail.ts';
import { formats, type FormatName, type FormatOptions } from './formats/index.ts';
import { tracedMessages, type Traced } from './messages.ts';
import { reasonOf } from './output.ts';
import type { Input } from './paths.ts';
import { findingAboutFile, resultWithoutMessage, toResult, type TraceResult } from './result.ts';

const none: readonly never[] = Object.freeze([]);

export interface Task {
  readonly ownHosts: readonly string[];
  readonly organisations: readonly (readonly string[])[];
  readonly rules: RuleSettings;
  /** `trails` are for a report; everything else is printed message by message. */
  readonly output: FormatName | 'trails';
  readonly formatOptions: FormatOptions;
}

/** What came of a message, of several in a row, or of an input that holds none. */
export interface Outcome {
  /** What is printed, as UTF-8 where it comes from a thread; null when trails are wanted or the format says nothing. */
  readonly text: string | Uint8Array<ArrayBuffer> | null;
  readonly trails: readonly {
    readonly place: Place;
    readonly trail: Trail;
    readonly cut: boolean;
  }[];
  /** Something was found at `warning` or above. */
  readonly grave: boolean;
  /** Why the input could not be read: to stand behind a colon. Null when it could. */
  readonly unreadable: { readonly path: string; readonly reason: string } | null;
}

/** The outcomes of one input, in order. Rejects never: what cannot be read is an outcome. */
export async function* outcomesOf({ path, failure }: Input, task: Task): AsyncGenerator<Outcome> {
  try {
    if (failure !== undefined) throw failure;
    for await (const traced of tracedMessages(path, task)) yield await outcomeOf(traced, task);
  } catch (error) {
    const unreadable = { path, reason: reasonOf(error) };
    const result = resultWithoutMessage(path, 'unreadable-file', unreadableSentence(unreadable));
    yield { text: textOf(result, task), trails: none, grave: true, unreadable };
  }
}

export function unreadableSentence({ path, reason }: { path: string; reason: string }): string {
  return `${path === '-' ? 'Standard input' : path} cannot be read: ${reason}.`;
}

async function outcomeOf(traced: Traced, task: Task): Promise<Outcome> {
  const { analysis, cut } = traced;
  const grave = analysis.findings.some(({ level }) => isGrave(level));
  if (task.output !== 'trails') {
    return { text: textOf(resultOf(traced), task), trails: none, grave, unreadable: null };
  }
  const place = { file: traced.file, message: traced.message, part: analysis.part };
  // Contact points take a library that printing routes has no use for.
  const { trailOf } = await import('../core/patrol/trail.ts');
  const trail = trailOf(analysis);
  return { text: null, trails: [{ place, trail, cut: cut !== null }], grave, unreadable: null };
}

function resultOf({ file, message, analysis, lines, cut }: Traced): TraceResult {
  const result = toResult(file, message, analysis, lines);
  if (cut === null) return result;
  const finding = findingAboutFile('message-cut-short', 'information', cut);
  return { ...result, findings: [...result.findings, finding] };
}

function textOf(result: TraceResult, { output, formatOptions }: Task): string | null {
  return output === 'trails' ? null : formats[output](formatOptions).result(result) || null;
}

const encoder = new TextEncoder();

/**
 * Outcomes in a row as few: what is printed becomes one text, in bytes that a thread can hand over
 * without a copy. A file that could not be read stays alone, for its sentence has its own time.
 */
export function merged(outcomes: readonly Outcome[], { output, formatOptions }: Task): Outcome[] {
  const between = output === 'trails' ? '' : formats[output](formatOptions).between;
  const found: Outcome[] = [];
  let run: Outcome[] = [];
  const close = (): void => {
    if (run.length === 0) return;
    const texts = run.flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
    found.push({
      text: texts.length === 0 ? null : encoder.encode(texts.join(between)),
      trails: run.flatMap(({ trails }) => trails),
      grave: run.some(({ grave }) => grave),
      unreadable: null,
    });
    run = [];
  };
  for (const outcome of outcomes) {
    if (outcome.unreadable === null) {
      run.push(outcome);
    } else {
      close();
      found.push(outcome);
    }
  }
  close();
  return found;
}
