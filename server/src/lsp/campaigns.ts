/** What patrols saw of messages, for complaints about one of them to tell of the others. Kept for this run only; who wants more patrols again. */
import type { MarkKind } from '../core/patrol/mark-kinds.ts';
import type { Trail } from '../core/patrol/trail.ts';

/** Messages that are remembered; those seen last. A trail takes some kilobytes at most. */
const mostTrails = 5000;
/** Marks of a trail that are kept: whom it leads to and where it came from. */
const keptKinds: ReadonlySet<MarkKind> = new Set(['source', 'site', 'phone', 'mailbox']);

/** A message in a file that holds many has a number of its own; the part is that of one forwarded inside. */
export interface TrailPlace {
  readonly uri: string;
  readonly message: number | null;
  readonly part: string | null;
}

export class Campaigns {
  readonly #trails = new Map<string, { readonly place: TrailPlace; readonly trail: Trail }>();

  /** Takes the place of what an earlier patrol saw there. */
  add(place: TrailPlace, trail: Trail): void {
    const key = JSON.stringify([place.uri, place.message, place.part]);
    this.#trails.delete(key);
    const marks = trail.marks.filter(({ kind }) => keptKinds.has(kind));
    this.#trails.set(key, { place, trail: { ...trail, marks, relays: [], grave: [] } });
    if (this.#trails.size <= mostTrails) return;
    const [oldest] = this.#trails.keys();
    if (oldest !== undefined) this.#trails.delete(oldest);
  }

  /** All but one message of its own file. */
  others(uri: string, part: string | null): readonly Trail[] {
    return [...this.#trails.values()]
      .filter(({ place }) => place.uri !== uri || place.message !== null || place.part !== part)
      .map(({ trail }) => trail);
  }

  /** To be called when the file is not any more what the patrol saw. */
  drop(uri: string): void {
    for (const [key, { place }] of this.#trails) {
      if (place.uri === uri) this.#trails.delete(key);
    }
  }

  clear(): void {
    this.#trails.clear();
  }
}
