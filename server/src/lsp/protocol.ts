/** What our client and the server say to each other beyond the Language Server Protocol: names and shapes only. */

/** The commands that the server executes (`workspace/executeCommand`), in any LSP editor. */
export const commands = {
  generateComplaint: 'spamPatrol.generateComplaint',
  whois: 'spamPatrol.whois',
  verify: 'spamPatrol.verify',
  openPart: 'spamPatrol.openPart',
} as const;

/** A command of our own client, not of the server: it writes a level into the settings. */
export const setRuleCommand = 'spamPatrol.setRule';
/** The one argument of `setRuleCommand`. */
export interface SetRuleArguments {
  readonly rule: string;
  readonly level: 'off';
}

/** A command of our own client: shows the route beside the message. */
export const showRouteCommand = 'spamPatrol.showRoute';
/** The one argument of `showRouteCommand`. */
export interface ShowRouteArguments {
  readonly uri: string;
  /** The forwarded message inside (`Analysis.part`); null: the file's own message. */
  readonly part: string | null;
}

/** A command of our own client: what a link of a message does when links are defanged. Its one argument is the text to copy. */
export const copyDefangedCommand = 'spamPatrol.copyDefanged';

/** `initializationOptions` of our own client. Other editors send none. */
export interface InitializationOptions {
  /** The client answers `readFile` and writes the files that the server composes. */
  readonly clientFiles?: boolean;
}

/** server → client: the bytes of a file through the workspace's own file system. */
export const readFileRequest = 'spamPatrol/readFile';
export interface ReadFileParams {
  readonly uri: string;
  /** Only so many bytes, the first ones. */
  readonly length?: number;
}
export interface ReadFileResult {
  readonly base64: string;
}

/** The one argument of `commands.generateComplaint`. */
export interface ComplaintArguments {
  readonly uri: string;
  /** The forwarded message inside (`Analysis.part`); null or absent: the file's own message. */
  readonly part?: string | null;
  /** Who signs; from the settings when absent. */
  readonly reporter?: Reporter;
}

export interface Reporter {
  readonly name: string;
  readonly address: string;
}

export type ComplaintResult =
  /** For a client with `clientFiles`: it writes the bytes to `uri`, or to the next free name beside it. */
  | {
      readonly kind: 'composed';
      readonly uri: string;
      readonly base64: string;
      /** What the user should know, one sentence each. */
      readonly notices: readonly string[];
    }
  /** The server wrote the file itself. */
  | { readonly kind: 'written'; readonly uri: string; readonly notices: readonly string[] }
  /** Nothing was written; `message` says what happened and what to do next. */
  | { readonly kind: 'failed'; readonly message: string };

/** The one argument of `commands.whois`. */
export interface WhoisArguments {
  /** An IP address or a domain. Validated by the server. */
  readonly subject: string;
}

export type WhoisResult =
  | { readonly kind: 'answered'; readonly subject: string; readonly report: string }
  | { readonly kind: 'failed'; readonly subject: string; readonly message: string };

/** The one argument of `commands.verify`. */
export interface VerifyArguments {
  readonly uri: string;
  /** The forwarded message inside (`Analysis.part`); null or absent: the file's own message. */
  readonly part?: string | null;
  /** Compare the hashes of the body only: nothing leaves the machine. */
  readonly offline?: boolean;
}

export type VerifyResult =
  /** `name` is what the message is called. The findings come as diagnostics. */
  | { readonly kind: 'verified'; readonly name: string; readonly report: string }
  | { readonly kind: 'failed'; readonly message: string };

/** client → server: where a message that is open came from, to fill in what a lookup asks for. */
export const sourceRequest = 'spamPatrol/source';
export interface SourceParams {
  readonly uri: string;
}
export interface SourceResult {
  /** Null when none can be named. */
  readonly ip: string | null;
}

/** client → server: a report on a file that the editor does not hand to extensions. */
export const traceFileRequest = 'spamPatrol/traceFile';
export interface TraceFileParams {
  /** For the report's first line. */
  readonly name: string;
  /** The file's first bytes. */
  readonly base64: string;
  /** Bytes of the whole file. */
  readonly size: number;
}
export interface TraceFileResult {
  /** Plain text. */
  readonly report: string;
}

/** client → server: the parts of a message, to choose from. Reads the file. */
export const partsRequest = 'spamPatrol/parts';
export interface PartsParams {
  readonly uri: string;
  /** Where the cursor stands in the open document, in UTF-16 units from its start; absent: nowhere. */
  readonly offset?: number;
}
export type PartsResult =
  | {
      readonly kind: 'listed';
      readonly parts: readonly PartInfo[];
      /** The number of the part under the cursor. */
      readonly current: string | null;
    }
  | { readonly kind: 'failed'; readonly message: string };

/** One part. All texts are safe to show as plain text. */
export interface PartInfo {
  /** `2.1`. */
  readonly number: string;
  /** `text/html`. */
  readonly type: string;
  /** The sender's name for it; empty when there is none. */
  readonly name: string;
  /** `1.2 kB`, about. */
  readonly size: string;
  /** Whether it can be shown as text; else it can only be saved. */
  readonly readable: boolean;
}

/** The one argument of `commands.openPart`. */
export interface PartArguments {
  readonly uri: string;
  /** `2.1`. Our own client asks which when there is none. */
  readonly part: string;
  /** As a file to be saved, even when it could be shown. */
  readonly asFile?: boolean;
}

export type PartResult =
  | {
      readonly kind: 'text';
      /** Names the tab. Plain text. */
      readonly title: string;
      readonly text: string;
      /** What the text is. */
      readonly language: 'text' | 'html' | 'message';
      /** What the user should know, one sentence each. */
      readonly notices: readonly string[];
    }
  | {
      readonly kind: 'file';
      /** A name that is safe on every system. */
      readonly name: string;
      readonly base64: string;
      /** What the user should know before saving, one sentence each. */
      readonly warnings: readonly string[];
    }
  /** The server of an editor without our client wrote the file itself. */
  | { readonly kind: 'written'; readonly uri: string; readonly warnings: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

/** server → client: the messages of the open folders, to look for a name in. */
export const listMessagesRequest = 'spamPatrol/listMessages';
export interface ListMessagesParams {
  /** At most so many. */
  readonly limit: number;
}
export interface ListMessagesResult {
  readonly uris: readonly string[];
}
