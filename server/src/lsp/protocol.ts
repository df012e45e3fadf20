/** What our client and the server say to each other beyond the Language Server Protocol: names and shapes only. */

/** The commands that the server executes (`workspace/executeCommand`), in any LSP editor. */
export const commands = {
  generateComplaint: 'spamPatrol.generateComplaint',
  whois: 'spamPatrol.whois',
  verify: 'spamPatrol.verify',
} as const;

/** A command of our own client, not of the server: it writes into the settings. */
export const changeSettingCommand = 'spamPatrol.changeSetting';
/** The one argument of `changeSettingCommand`. */
export type ChangeSettingArguments =
  | { readonly setting: 'rules'; readonly rule: string; readonly level: 'off' }
  /** What is there stays; what is there already is not added. */
  | { readonly setting: 'ownHosts' | 'organisations'; readonly add: readonly string[] };

/** What a diagnostic carries along (`Diagnostic.data`) for the quick fix "Same organisation". */
export interface DiagnosticData {
  /** The domains of what was taken for two organisations. */
  readonly organisations: readonly [string, string];
}

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
