/**
 * Entry of dist/route-view.js, the page of the route view: draws the picture that the extension
 * sends, says where the reader points. Knows the drawing and the page; knows nothing of mail, and
 * puts no text into markup itself.
 */
import { hopInWords, markInWords, summaryOf } from '../../../server/src/core/picture/describe.ts';
import { drawRoute, type Look, type Row } from '../../../server/src/core/picture/draw.ts';
import type { RoutePicture } from '../../../server/src/core/picture/picture.ts';
import type { Colours } from '../../../server/src/core/picture/symbols.ts';
import { fill } from '../../../server/src/core/picture/words.ts';
import { exported } from './export.ts';
import type { FromPage, ToPage } from './messages.ts';
import { editorColours, editorFonts, measureIn } from './theme.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  setState(state: unknown): void;
};

type Shown = Extract<ToPage, { kind: 'show' }>;

const editor = acquireVsCodeApi();
const page = {
  title: byId('title'),
  parts: byId('parts'),
  part: byId('part') as HTMLSelectElement,
  partLabel: byId('part-label'),
  note: byId('note'),
  sheet: byId('sheet'),
  drawing: byId('drawing'),
  lists: byId('lists'),
};

let shown: Shown | null = null;
let lit: number | null = null;
/** Buttons over the drawing, in its order. */
let buttons: { readonly element: HTMLButtonElement; readonly row: Row }[] = [];

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.kind) {
    case 'show':
      shown = data;
      editor.setState(data.state);
      show();
      return;
    case 'say':
      shown = null;
      if (data.state !== null) editor.setState(data.state);
      say(data.message);
      return;
    case 'light':
      lit = data.hop;
      light();
      if (lit !== null) reveal(lit);
      return;
    case 'export':
      void send(data.format);
      return;
  }
});

function picture(): RoutePicture<unknown> | null {
  const part = shown?.state.part ?? null;
  return shown?.routes.find((route) => route.part === part)?.picture ?? null;
}

function show(): void {
  if (shown === null) return;
  const { state, routes, leftOut, words } = shown;
  page.note.textContent = '';
  page.parts.hidden = routes.length < 2;
  page.partLabel.textContent = words.message;
  page.part.replaceChildren(
    ...routes.map(({ part, picture: { subject } }) => {
      const name = part === null ? words.ownMessage : fill(words.forwardedIn, part);
      const option = new Option(subject === '' ? name : `${name}: ${subject}`, part ?? '');
      option.selected = part === state.part;
      return option;
    }),
    ...(leftOut === 0 ? [] : [leftOutOption(fill(words.moreForwarded, leftOut))]),
  );
  draw();
}

function leftOutOption(text: string): HTMLOptionElement {
  const option = new Option(text);
  option.disabled = true;
  return option;
}

function say(message: string): void {
  page.note.textContent = message;
  page.title.textContent = '';
  page.parts.hidden = true;
  page.drawing.replaceChildren();
  page.lists.replaceChildren();
  buttons = [];
}

function draw(): void {
  const route = picture();
  if (shown === null || route === null) return;
  const { words } = shown;
  const drawing = drawRoute(route, look(document.documentElement.clientWidth));
  page.title.textContent = route.subject === '' ? words.noSubject : route.subject;
  // Parsed as XML: what is not well-formed shows nothing, and a script in it would not run.
  const parsed = new DOMParser().parseFromString(drawing.svg, 'image/svg+xml');
  const svg = document.importNode(parsed.documentElement, true);
  // The heading says it; over the whole sheet a tooltip would follow the mouse.
  svg.querySelector(':scope > title')?.remove();
  page.drawing.replaceChildren(svg);
  list(route, drawing.rows);
  light();
}

function look(width: number, colours: Colours = editorColours): Look {
  if (shown === null) throw new Error('nothing is shown');
  const fonts = editorFonts();
  return { width, words: shown.words, colours, fonts, measure: measureIn(fonts) };
}

/** The same route as lists of buttons, each over its place in the drawing. */
function list(route: RoutePicture<unknown>, rows: readonly Row[]): void {
  if (shown === null) return;
  const { words } = shown;
  const focused = buttons.findIndex(({ element }) => element === document.activeElement);
  buttons = rows.map((row) => ({ element: buttonOver(row, inWords(route, row)), row }));
  const hops = document.createElement('ol');
  hops.setAttribute('aria-label', words.hopsList);
  const marks = document.createElement('ul');
  marks.setAttribute('aria-label', words.marksList);
  let marksOfHop: HTMLElement | null = null;
  for (const { element, row } of buttons) {
    const item = document.createElement('li');
    item.append(element);
    if (row.mark === null) {
      hops.append(item);
      marksOfHop = null;
    } else if (row.hop === null) {
      marks.append(item);
    } else {
      marksOfHop ??= marksIn(hops.lastElementChild);
      marksOfHop.append(item);
    }
  }
  const summary = document.createElement('p');
  summary.className = 'unseen';
  summary.textContent = route.empty === null ? summaryOf(route, words) : words.empty[route.empty];
  page.lists.replaceChildren(
    summary,
    ...(hops.childElementCount > 0 ? [hops] : []),
    ...(marks.childElementCount > 0 ? [marks] : []),
  );
  rove(Math.max(0, focused), focused >= 0);
}

function marksIn(hop: Element | null): HTMLElement {
  const marks = document.createElement('ul');
  hop?.append(marks);
  return marks;
}

function inWords(route: RoutePicture<unknown>, { hop, mark }: Row): string {
  if (shown === null) return '';
  if (hop !== null && mark === null) return hopInWords(route, hop, shown.words);
  const marks = hop === null ? route.marks : route.hops[hop]?.marks;
  const one = marks?.[mark ?? 0];
  return one === undefined ? '' : markInWords(one, shown.words);
}

function buttonOver({ top, height, hop, mark }: Row, text: string): HTMLButtonElement {
  const button = document.createElement('button');
  const label = document.createElement('span');
  label.textContent = text;
  button.append(label);
  button.tabIndex = -1;
  // Through the object model: the policy of the page forbids styles in markup.
  Object.assign(button.style, { top: `${top + 2}px`, height: `${height - 4}px` });
  if (hop !== null && mark !== null) button.style.left = '62px';
  button.addEventListener('click', () => {
    go({ hop, mark }, true);
  });
  button.addEventListener('focus', () => {
    const at = buttons.findIndex(({ element }) => element === button);
    rove(at, false);
  });
  return button;
}

/** One button is in the order of Tab, the arrows reach the others (WAI-ARIA, roving tabindex). */
function rove(to: number, focus: boolean): void {
  buttons.forEach(({ element }, at) => {
    element.tabIndex = at === to ? 0 : -1;
  });
  if (focus) buttons[to]?.element.focus();
}

const steps = new Map<string, (at: number) => number>([
  ['ArrowDown', (at) => at + 1],
  ['ArrowUp', (at) => at - 1],
  ['Home', () => 0],
  ['End', () => buttons.length - 1],
]);

page.lists.addEventListener('keydown', (event) => {
  const at = buttons.findIndex(({ element }) => element === document.activeElement);
  const next = steps.get(event.key)?.(at);
  if (next === undefined || at === -1 || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const to = Math.min(Math.max(next, 0), buttons.length - 1);
  rove(to, true);
  const row = buttons[to]?.row;
  // The editor follows; the keyboard stays here until Enter.
  if (row !== undefined) go(row, false);
});

function go({ hop, mark }: { hop: number | null; mark: number | null }, focus: boolean): void {
  editor.postMessage({ kind: 'go', target: { hop, mark }, focus });
}

page.drawing.addEventListener('click', (event) => {
  // Whoever drags over an address wants to copy it.
  if (window.getSelection()?.isCollapsed === false) return;
  const target =
    event.target instanceof Element ? event.target.closest('[data-hop],[data-mark]') : null;
  if (target === null) return;
  const row = { hop: numberIn(target, 'data-hop'), mark: numberIn(target, 'data-mark') };
  rove(
    buttons.findIndex((button) => button.row.hop === row.hop && button.row.mark === row.mark),
    false,
  );
  go(row, event.detail > 1);
});

function numberIn(element: Element, attribute: string): number | null {
  const value = element.getAttribute(attribute);
  return value === null ? null : Number(value);
}

/** Shows in which hop the cursor of the editor stands. */
function light(): void {
  for (const element of page.drawing.querySelectorAll('.hop')) {
    element.classList.toggle('lit', numberIn(element, 'data-hop') === lit);
  }
  for (const { element, row } of buttons) {
    if (row.mark !== null) continue;
    if (row.hop === lit) element.setAttribute('aria-current', 'true');
    else element.removeAttribute('aria-current');
  }
}

function reveal(hop: number): void {
  const button = buttons.find(({ row }) => row.hop === hop && row.mark === null);
  button?.element.scrollIntoView({ block: 'nearest' });
}

page.part.addEventListener('change', () => {
  editor.postMessage({ kind: 'choose', part: page.part.value === '' ? null : page.part.value });
});

async function send(format: 'svg' | 'png'): Promise<void> {
  const route = picture();
  const data =
    route === null
      ? null
      : await exported(format, (colours, width) => drawRoute(route, look(width, colours)));
  editor.postMessage({ kind: 'exported', format, data });
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`#${id}`);
  return element;
}

let drawnWidth = 0;
new ResizeObserver(() => {
  const width = document.documentElement.clientWidth;
  if (width === drawnWidth) return;
  drawnWidth = width;
  draw();
}).observe(document.documentElement);
// A theme brings other letters, too: the editor writes both into the style of the page.
new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['style'] });

editor.postMessage({ kind: 'ready' });
