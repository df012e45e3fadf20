/** The GeoIP files that the user named, each opened once: what they say of an address. Asks nobody. */
import { mergeGeo, openGeoFile, type GeoFile, type GeoRecord, type GeoSource } from './geo.ts';
import type { Subject } from './subject.ts';

export interface GeoFindings {
  /** What the first of the files says that knows it; null when none does. */
  readonly record: GeoRecord | null;
  /** What is wrong with the files: sentences. */
  readonly problems: readonly string[];
}

export class GeoFiles {
  readonly #source: (path: string) => GeoSource;
  /** By path. */
  readonly #files = new Map<string, Promise<GeoFile | string>>();

  constructor(source: (path: string) => GeoSource) {
    this.#source = source;
  }

  /** Never rejects. */
  async about(subject: Subject, paths: readonly string[]): Promise<GeoFindings> {
    if (subject.kind !== 'ip') return { record: null, problems: [] };
    const opened = await Promise.all(paths.map((path) => this.#file(path)));
    const files = opened.filter((one) => typeof one !== 'string');
    const answers = files.map((file) => file.lookup(subject.name));
    return {
      record: mergeGeo(answers),
      problems: [
        ...opened.filter((one) => typeof one === 'string'),
        ...answers.flatMap((answer) => (answer.kind === 'failed' ? [answer.message] : [])),
      ],
    };
  }

  #file(path: string): Promise<GeoFile | string> {
    let file = this.#files.get(path);
    if (file === undefined) {
      file = openGeoFile(path, this.#source(path)).then((one) =>
        one.kind === 'opened' ? one.file : one.message,
      );
      this.#files.set(path, file);
    }
    return file;
  }
}
