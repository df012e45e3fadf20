/**
 * The language of our letters, small enough to be learned from one example: `{name}` is a value,
 * `{#name}…{/name}` stands when there is one, `{^name}…{/name}` when there is none, `{{` is a brace.
 * Knows no mail. What a value holds is never read as a template.
 */
import type { Span } from '../text/span.ts';
import { say, type Said } from '../text/said.ts';

export type Values = ReadonlyMap<string, string>;

/** What is wrong with a template, and where. The message is a sentence for the person who wrote it. */
export interface TemplateFault extends Span {
  readonly message: Said;
}

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string }
  | {
      readonly kind: 'section';
      readonly name: string;
      /** Whether it stands for a value that is missing. */
      readonly inverted: boolean;
      readonly nodes: Node[];
    };

export interface Template {
  readonly nodes: readonly Node[];
  /** Empty when the template can be used. */
  readonly faults: readonly TemplateFault[];
}

/** No letter is so long; what is beyond is a fault. UTF-16 units. */
const longestTemplate = 20_000;
/** The longest `{…}` that is taken for a tag. */
const longestTag = 40;

/** Reads a template. Never throws; a part that is no template stays as text and is a fault. */
export function parseTemplate(text: string, names: ReadonlySet<string>): Template {
  const faults: TemplateFault[] = [];
  const root: Node[] = [];
  const open: { readonly name: string; readonly at: Span; readonly nodes: Node[] }[] = [];
  const fault = (start: number, end: number, message: Said): void => {
    faults.push({ start, end, message });
  };
  const into = (): Node[] => open.at(-1)?.nodes ?? root;
  const end = Math.min(text.length, longestTemplate);
  if (end < text.length)
    fault(end, text.length, say`The template is longer than 20,000 characters.`);
  let textStart = 0;
  const endText = (at: number): void => {
    if (at > textStart) into().push({ kind: 'text', text: text.slice(textStart, at) });
  };
  for (let at = text.indexOf('{'); at !== -1 && at < end; at = text.indexOf('{', at)) {
    endText(at);
    if (text.charAt(at + 1) === '{') {
      textStart = at + 1;
      at += 2;
      continue;
    }
    const close = text.slice(at, at + longestTag).indexOf('}');
    if (close === -1) {
      fault(
        at,
        at + 1,
        say`This brace opens a variable that never ends; two braces, {{, mean one.`,
      );
      textStart = at;
      at += 1;
      continue;
    }
    const tagEnd = at + close + 1;
    const tag = text.slice(at + 1, tagEnd - 1);
    const sign = '#^/'.includes(tag.charAt(0)) ? tag.charAt(0) : '';
    const name = tag.slice(sign.length);
    if (!names.has(name)) {
      fault(at, tagEnd, say`There is no variable ${tag}.`);
    } else if (sign === '') {
      into().push({ kind: 'value', name });
    } else if (sign !== '/') {
      const nodes: Node[] = [];
      into().push({ kind: 'section', name, inverted: sign === '^', nodes });
      open.push({ name, at: { start: at, end: tagEnd }, nodes });
    } else if (open.at(-1)?.name === name) {
      open.pop();
    } else {
      fault(at, tagEnd, say`{/${name}} closes what is not open here.`);
    }
    textStart = tagEnd;
    at = tagEnd;
  }
  endText(end);
  for (const { name, at } of open) fault(at.start, at.end, say`{#${name}} is never closed.`);
  return { nodes: root, faults };
}

/** The text with its values in place; a value that is missing is empty. */
export function fillTemplate({ nodes }: Pick<Template, 'nodes'>, values: Values): string {
  return nodes.map((node) => fillNode(node, values)).join('');
}

function fillNode(node: Node, values: Values): string {
  if (node.kind === 'text') return node.text;
  const value = values.get(node.name) ?? '';
  if (node.kind === 'value') return value;
  return (value === '') === node.inverted ? fillTemplate(node, values) : '';
}
