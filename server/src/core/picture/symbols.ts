/** The small drawings in a picture: nodes of the path, marks of findings, locks. Each is told by its shape, whatever its colour. */
import type { HopKind } from '../received/field.ts';
import type { Trust } from '../route/route.ts';
import type { Level } from '../rules/rule.ts';
import type { Encryption } from './picture.ts';
import { element, type Svg } from './svg.ts';

/** What is painted how. */
export interface Colours {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  /** Lines that only guide the eye. */
  readonly faint: string;
  readonly believed: string;
  readonly bar: string;
  readonly error: string;
  readonly warning: string;
  readonly information: string;
}

/** A stop on the path, in the middle of (x, y). */
export function node(x: number, y: number, trust: Trust, kind: HopKind, colours: Colours): Svg {
  const { background, believed, muted, error } = colours;
  if (kind === 'anonymous') {
    // A hole: somebody was there, and nobody wrote down who.
    return group([
      element('circle', { cx: x, cy: y, r: 9, fill: background }),
      element('circle', {
        ...{ cx: x, cy: y, r: 6.5, fill: background, stroke: colours.warning },
        ...{ 'stroke-width': 1.6, 'stroke-dasharray': '3.2 2.6' },
      }),
    ]);
  }
  const small = kind === 'local' ? 0.62 : 1;
  switch (trust) {
    case 'own':
      return element('circle', { cx: x, cy: y, r: 5.5 * small, fill: believed });
    case 'border':
      return element('path', {
        ...{ d: `M${x} ${y - 8}L${x + 8} ${y}L${x} ${y + 8}L${x - 8} ${y}Z`, fill: believed },
        ...{ stroke: background, 'stroke-width': 2 },
      });
    case 'claimed':
      return element('circle', {
        ...{ cx: x, cy: y, r: 5 * small, fill: background, stroke: muted, 'stroke-width': 1.6 },
      });
    case 'contradicted':
      return group([
        element('circle', { cx: x, cy: y, r: 9, fill: background }),
        cross(x, y, 5, error, 2.2),
      ]);
    case 'beneath-forgery':
      return group([
        element('circle', { cx: x, cy: y, r: 7, fill: background }),
        cross(x, y, 3, muted, 1.4),
      ]);
  }
}

function cross(x: number, y: number, r: number, stroke: string, width: number): Svg {
  return element('path', {
    d: `M${x - r} ${y - r}L${x + r} ${y + r}M${x + r} ${y - r}L${x - r} ${y + r}`,
    ...{ stroke, 'stroke-width': width, 'stroke-linecap': 'round', fill: 'none' },
  });
}

/** The path beside a hop, from the newer stop to the older one. */
export function rail(
  x: number,
  [top, bottom]: readonly [number, number],
  trust: Trust,
  colours: Colours,
): Svg {
  return element('path', { d: `M${x} ${top}V${bottom}`, fill: 'none', ...rails(colours)[trust] });
}

function rails(colours: Colours): Record<Trust, Readonly<Record<string, string | number>>> {
  const { believed, muted, error } = colours;
  const believable = { stroke: believed, 'stroke-width': 2.4 };
  return {
    own: believable,
    border: believable,
    claimed: { stroke: muted, 'stroke-width': 1.6, 'stroke-dasharray': '5 4' },
    contradicted: { stroke: error, 'stroke-width': 1.6, 'stroke-dasharray': '1.6 4' },
    'beneath-forgery': { stroke: muted, 'stroke-width': 1.6, 'stroke-dasharray': '1.6 4' },
  };
}

/** Two strokes across the path: what is beneath was not signed by whom it should. */
export function breach(x: number, y: number, { background, warning }: Colours): Svg {
  return group([
    element('rect', { x: x - 6, y: y - 4, width: 12, height: 8, fill: background }),
    element('path', {
      d: `M${x - 6} ${y - 1}L${x + 6} ${y - 5}M${x - 6} ${y + 5}L${x + 6} ${y + 1}`,
      ...{ stroke: warning, 'stroke-width': 1.6, 'stroke-linecap': 'round', fill: 'none' },
    }),
  ]);
}

/** The mark of a finding, 14 pixels wide and high, its top left corner at (x, y). */
export function mark(x: number, y: number, level: Level, colours: Colours): Svg {
  const { background, muted } = colours;
  const line = { fill: 'none', 'stroke-width': 1.5, 'stroke-linecap': 'round' };
  switch (level) {
    case 'error':
      return group([
        element('path', {
          d: `M${x + 4.3} ${y + 0.5}h5.4l3.8 3.8v5.4l-3.8 3.8h-5.4l-3.8 -3.8v-5.4Z`,
          fill: colours.error,
        }),
        cross(x + 7, y + 7, 2.3, background, 1.6),
      ]);
    case 'warning':
      return group([
        element('path', {
          d: `M${x + 7} ${y + 1}L${x + 13.2} ${y + 12.6}H${x + 0.8}Z`,
          ...{ ...line, stroke: colours.warning, 'stroke-linejoin': 'round' },
        }),
        element('path', {
          d: `M${x + 7} ${y + 5.2}v3.2M${x + 7} ${y + 10.7}v0.1`,
          ...{ ...line, stroke: colours.warning },
        }),
      ]);
    case 'information':
      return group([
        element('circle', { cx: x + 7, cy: y + 7, r: 6, ...line, stroke: colours.information }),
        element('path', {
          d: `M${x + 7} ${y + 6.6}v3.4M${x + 7} ${y + 4}v0.1`,
          ...{ ...line, stroke: colours.information },
        }),
      ]);
    case 'hint':
      return group(
        [3, 7, 11].map((at) => element('circle', { cx: x + at, cy: y + 7.5, r: 1.2, fill: muted })),
      );
  }
}

/** A lock 11 pixels wide and 13 high, closed or with its bow open. */
export function lock(x: number, y: number, encryption: Encryption, colours: Colours): Svg {
  const isOpen = encryption === 'plain';
  const stroke = colours.muted;
  const bow = isOpen
    ? `M${x + 2.5} ${y + 6}V${y + 3.5}a2.7 2.7 0 0 1 5.2 -1`
    : `M${x + 2.5} ${y + 6}V${y + 4}a3 3 0 0 1 6 0v2`;
  return group([
    element('rect', {
      ...{ x: x + 0.7, y: y + 5.9, width: 9.6, height: 6.6, rx: 1.4 },
      ...{ fill: isOpen ? 'none' : stroke, stroke, 'stroke-width': 1.3 },
    }),
    element('path', {
      d: bow,
      fill: 'none',
      stroke,
      'stroke-width': 1.4,
      'stroke-linecap': 'round',
    }),
  ]);
}

/** An envelope in the middle of (x, y): where the message lies now. */
export function envelope(x: number, y: number, { background, text }: Colours, scale = 1): Svg {
  const [w, h] = [9 * scale, 6.5 * scale];
  return element('path', {
    d: `M${x - w} ${y - h}h${2 * w}v${2 * h}h${-2 * w}ZM${x - w} ${y - h}l${w} ${1.15 * h}l${w} ${-1.15 * h}`,
    ...{ fill: background, stroke: text, 'stroke-width': 1.4, 'stroke-linejoin': 'round' },
  });
}

function group(children: readonly Svg[]): Svg {
  return element('g', {}, children);
}
