/** A route in one line, for a lens above the message or a label beside it. */
import type { Analysis } from '../analysis.ts';
import { plain } from '../text/plain.ts';
import { beside, say, type Said } from '../text/said.ts';

/** `3 hops`, `source 192.0.2.1`. */
export function routeWords({ route }: Pick<Analysis, 'route'>): readonly Said[] {
  const { hops, source } = route;
  if (hops.length === 0) return [say`no route`];
  return [
    hops.length === 1 ? say`1 hop` : say`${hops.length} hops`,
    source === null ? say`no source can be named` : say`source ${plain(source.ip, 60)}`,
  ];
}

/** `3 hops · source 192.0.2.1 · 2 findings`. Hints are not counted, as editors do not. */
export function summaryOf(analysis: Pick<Analysis, 'route' | 'findings'>): Said {
  const { length } = analysis.findings.filter(({ level }) => level !== 'hint');
  const findings =
    length === 0 ? say`no findings` : length === 1 ? say`1 finding` : say`${length} findings`;
  return beside(...routeWords(analysis), findings);
}
