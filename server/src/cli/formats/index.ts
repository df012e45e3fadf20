/** The formats of `spam-patrol trace`, by name. A new one is a row here. */
import type { Format } from './format.ts';
import { json, ndjson } from './json.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** What the formats want to know; plain data, which a thread is given. */
export interface FormatOptions {
  readonly colours: boolean;
  readonly version: string;
}

export const formats = {
  text: ({ colours }) => text(colours),
  json,
  ndjson,
  sarif: ({ version }) => sarif(version),
} as const satisfies Record<string, (options: FormatOptions) => Format>;

export type FormatName = keyof typeof formats;
