/** A route in one line, for a lens above the message or a label beside it. */
import type { Analysis } from '../analysis.ts';
import { plain } from '../text/plain.ts';

/** `1 hop`, `3 hops`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** Plain text: `3 hops`, `source 192.0.2.1`. */
export function routeWords({ route }: Pick<Analysis, 'route'>): string[] {
  const { hops, source } = route;
  if (hops.length === 0) return ['no route'];
  return [
    counted(hops.length, 'hop'),
    source === null ? 'no source can be named' : `source ${plain(source.ip, 60)}`,
  ];
}

/** Plain text: `3 hops · source 192.0.2.1 · 2 findings`. */
export function summaryOf(analysis: Pick<Analysis, 'route' | 'findings'>): string {
  const { length } = analysis.findings;
  const findings = length === 0 ? 'no findings' : counted(length, 'finding');
  return [...routeWords(analysis), findings].join(' · ');
}
