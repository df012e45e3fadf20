/** Lookups as the editor asks for them, and what is known without asking. The one place where the language server lets something leave the machine. */
import { URI } from 'vscode-uri';
import type { Analysis } from '../core/analysis.ts';
import type { Contact } from '../core/contacts/contact.ts';
import { plain } from '../core/text/plain.ts';
import { listed, say, type Said, type Speak, type Value } from '../core/text/said.ts';
import { traceTo } from '../lookup/alive.ts';
import { LookupCache } from '../lookup/cache.ts';
import { contactsFor, nextQuestions, type MessageToTell } from '../lookup/contacts.ts';
import { lookupContext } from '../lookup/context.ts';
import { GeoFiles } from '../lookup/geo-files.ts';
import { knownReport, lookUp, type LookupContext } from '../lookup/lookup.ts';
import { lookUpMessage } from '../lookup/message.ts';
import { contactsText, geoText, reportText } from '../lookup/report-text.ts';
import { stepTitles, type Report, type StepName } from '../lookup/report.ts';
import type { Subject } from '../lookup/subject.ts';
import type { ReportResult } from './protocol.ts';
import { reason } from './run-safe.ts';
import type { Runtime } from './runtime.ts';
import type { Settings } from './settings.ts';

/** What a lookup says on its way. */
export interface Listener {
  /** In a few words: who is being asked. */
  readonly onProgress: (message: Value) => void;
  readonly speak: Speak;
  /** What there is of the report. */
  readonly onReport: (name: string, report: string) => void;
}

export interface LookupsParts {
  readonly runtime: Runtime;
  /** The URI of the folder where answers are kept; null: nowhere beyond this run. */
  readonly storage: string | null;
}

export class Lookups {
  readonly #runtime: Runtime;
  readonly #cache: LookupCache;
  /** Null where the platform has no files of the user's. */
  readonly #geoFiles: GeoFiles | null;

  constructor({ runtime, storage }: LookupsParts) {
    this.#runtime = runtime;
    this.#geoFiles = runtime.geoFile === null ? null : new GeoFiles(runtime.geoFile);
    const folder = storage === null ? null : URI.parse(storage);
    this.#cache = new LookupCache(
      () => runtime.now(),
      folder?.scheme === 'file' ? (runtime.cacheStore?.(folder.fsPath) ?? null) : null,
    );
  }

  /** Everything about some subjects, one report behind the other. */
  async about(
    subjects: readonly Subject[],
    settings: Settings,
    signal: AbortSignal,
    { onProgress, onReport, speak }: Listener,
  ): Promise<ReportResult> {
    const name = subjects.map(nameOf).join(', ');
    const texts: string[] = [];
    for (const subject of subjects) {
      const context = this.#context(settings, signal);
      if ('words' in context) return { kind: 'failed', message: speak(context) };
      const geo = await this.#geoOf(subject, settings);
      const textOf = (report: Report): string => reportText(report, this.#runtime.now()) + geo;
      const asked = new Asked(onProgress);
      const report = await lookUp(subject, {
        ...context,
        onStep: (step, state, soFar) => {
          asked.heard(step, state === 'started');
          if (state !== 'started') onReport(name, [...texts, textOf(soFar)].join(separator));
        },
      });
      texts.push(textOf(report));
    }
    return { kind: 'answered', name, report: texts.join(separator) };
  }

  /** Whom to tell about a message: asks about everybody who has to do with it. */
  async whomToTell(
    message: MessageToTell,
    name: string,
    settings: Settings,
    signal: AbortSignal,
    { onProgress, onReport, speak }: Listener,
  ): Promise<ReportResult> {
    const context = this.#context(settings, signal);
    if ('words' in context) return { kind: 'failed', message: speak(context) };
    const asked = new Asked(onProgress);
    const reports = await lookUpMessage(
      message,
      {
        ...context,
        onStep: (step, state) => {
          asked.heard(step, state === 'started');
        },
      },
      ({ subject }) => {
        asked.about(nameOf(subject));
      },
    );
    const report = contactsText(message, contactsFor(message, reports), reports);
    // Nobody gets the answer to a request that was cancelled: this way it is seen what was learned.
    if (signal.aborted) onReport(name, report);
    return { kind: 'answered', name, report };
  }

  /** Whom to tell, by what was looked up before, and by the message alone where nothing was. Asks nobody. */
  async contactsKnown(message: MessageToTell, settings: Settings): Promise<readonly Contact[]> {
    const reports: Report[] = [];
    const unknown = new Set<string>();
    for (;;) {
      const next = nextQuestions(message, reports).find(
        ({ subject }) => !unknown.has(subject.name),
      );
      if (next === undefined) break;
      const report = await this.known(next.subject, settings);
      if (report === null) unknown.add(next.subject.name);
      else reports.push(report);
    }
    return contactsFor(message, reports);
  }

  /** What was learned about a subject and still holds; null when nothing is. Asks nobody. */
  async known(subject: Subject, { lookup }: Settings): Promise<Report | null> {
    await this.#cache.load();
    return knownReport(subject, {
      cache: this.#cache,
      endpoints: lookup.wishes.endpoints,
      now: () => this.#runtime.now(),
    });
  }

  /** Runs the system's traceroute; what it writes comes line by line. */
  async alive(
    address: string,
    { lookup }: Settings,
    signal: AbortSignal,
    { onProgress, onReport, speak }: Listener,
  ): Promise<ReportResult> {
    const { run } = this.#runtime;
    const { offline } = lookup.wishes;
    if (offline !== null)
      return {
        kind: 'failed',
        message: speak(say`Nothing was sent: lookups are off (spamPatrol.lookups).`),
      };
    if (run === null) {
      return {
        kind: 'failed',
        message: speak(
          say`An editor in the browser cannot start a program of the system. On a desktop it works.`,
        ),
      };
    }
    const name = speak(say`way to ${plain(address, 60)}`);
    const lines: string[] = [];
    const answer = await traceTo(address, {
      run,
      signal,
      later: (callback, milliseconds) => this.#runtime.later(callback, milliseconds),
      onLine: (line) => {
        lines.push(line);
        onProgress(line);
        onReport(name, `${lines.join('\n')}\n`);
      },
    });
    if (answer.kind === 'failed') return { kind: 'failed', message: speak(answer.message) };
    const report = `${answer.meaning}\n\n${answer.output}\n`;
    if (signal.aborted) onReport(name, report);
    return { kind: 'answered', name, report };
  }

  clear(): Promise<void> {
    return this.#cache.clear();
  }

  /** A sentence when a setting cannot be read. */
  #context(settings: Settings, signal: AbortSignal): LookupContext | Said {
    try {
      return lookupContext(this.#runtime, settings.lookup.wishes, this.#cache, signal);
    } catch (error) {
      return say`Nothing was looked up: ${reason(error)}.`;
    }
  }

  async #geoOf(subject: Subject, { lookup }: Settings): Promise<string> {
    if (this.#geoFiles === null) return '';
    const { record, problems } = await this.#geoFiles.about(subject, lookup.geoFiles);
    return geoText(record, problems);
  }
}

const separator = `\n${'─'.repeat(72)}\n\n`;

function nameOf(subject: Subject): string {
  return subject.kind === 'domain' ? subject.host : subject.name;
}

/** The message as whoever looks for contacts wants it. Reads the body: nothing for the path of a keystroke. */
export async function messageToTell(
  analysis: Analysis,
  ownHosts: readonly string[],
): Promise<MessageToTell> {
  // Telephone numbers take a library that opening a message has no use for.
  const { contactPoints } = await import('../core/contacts/points.ts');
  return { analysis, ownHosts, points: contactPoints(analysis) };
}

/** Who is being asked at the moment, in words. */
class Asked {
  /** How many subjects it is asked about; several are looked up at a time. */
  readonly #steps = new Map<StepName, number>();
  readonly #tell: (message: Said) => void;
  #about: string | null = null;

  constructor(tell: (message: Said) => void) {
    this.#tell = tell;
  }

  about(name: string): void {
    this.#about = name;
  }

  heard(step: StepName, begins: boolean): void {
    const subjects = (this.#steps.get(step) ?? 0) + (begins ? 1 : -1);
    if (subjects > 0) this.#steps.set(step, subjects);
    else this.#steps.delete(step);
    if (this.#steps.size === 0) return;
    const names = listed([...this.#steps.keys()].map((one) => stepTitles[one]));
    this.#tell(
      this.#about === null ? say`asking ${names} …` : say`${this.#about}: asking ${names} …`,
    );
  }
}
