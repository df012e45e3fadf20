/** What our client and the server say to each other beyond the Language Server Protocol: names and shapes only. */
import type { RoutePicture } from '../core/picture/picture.ts';

/** The commands that the server executes (`workspace/executeCommand`), in any LSP editor. */
export const commands = {
  generateComplaint: 'spamPatrol.generateComplaint',
  lookUp: 'spamPatrol.lookUp',
  contacts: 'spamPatrol.contacts',
  contactPoints: 'spamPatrol.contactPoints',
  lookUpPhone: 'spamPatrol.lookUpPhone',
  alive: 'spamPatrol.alive',
  clearLookups: 'spamPatrol.clearLookups',
  verify: 'spamPatrol.verify',
  importMsg: 'spamPatrol.importMsg',
  openPart: 'spamPatrol.openPart',
} as const;

/** A command of our own client, not of the server: it writes into the settings. */
export const changeSettingCommand = 'spamPatrol.changeSetting';
/** A command of our own client: it lets the user choose before it generates a complaint. Takes `ComplaintArguments`, or nothing. */
export const generateComplaintWithCommand = 'spamPatrol.generateComplaintWith';

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

/** A command of our own client: it shows the route of a message beside it. The argument may be left away. */
export const showRouteCommand = 'spamPatrol.showRoute';
/** The one argument of `showRouteCommand`, when a server names the message. */
export interface ShowRouteArguments {
  readonly uri: string;
  /** The forwarded message inside (`Analysis.part`); null or absent: the file's own message. */
  readonly part?: string | null;
}

/** A command of our own client: what a link of a message does when links are defanged. Its one argument is the text to copy. */
export const copyDefangedCommand = 'spamPatrol.copyDefanged';

/** `initializationOptions` of our own client. Other editors send none. */
export interface InitializationOptions {
  /** The client answers `readFile` and writes the files that the server composes. */
  readonly clientFiles?: boolean;
  /**
   * The URI of a folder where the server may keep what it has to remember: the log of complaints
   * (`complaints.jsonl`) and the key of redaction (`redaction-key`). Without it nothing is kept. With
   * `clientFiles` the client reads there by `readFile` and answers `appendFile`; one that answers
   * `stampFile`, too, is not asked for the whole log again and again.
   */
  readonly storage?: string;
  /** What VS Code has of our texts in its display language (`vscode.l10n.bundle`): English, with `{0}` for values, to the same translated. Absent: English. */
  readonly translations?: Readonly<Record<string, string>>;
  /** The URI of the bundle that a web worker loads when it is needed; a server in Node has no use for it. */
  readonly extras?: string;
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

/** server → client: whether a file was changed since, without its bytes. */
export const stampFileRequest = 'spamPatrol/stampFile';
export interface StampFileParams {
  readonly uri: string;
}
export interface StampFileResult {
  /** Another text each time that the file was changed; null when there is none. */
  readonly stamp: string | null;
}

/** server → client: adds bytes to the end of a file in the storage folder; makes file and folder when they are missing. */
export const appendFileRequest = 'spamPatrol/appendFile';
export interface AppendFileParams {
  readonly uri: string;
  readonly base64: string;
}

/** The one argument of `commands.generateComplaint`. */
export interface ComplaintArguments {
  readonly uri: string;
  /** The forwarded message inside (`Analysis.part`); null or absent: the file's own message. */
  readonly part?: string | null;
  /** Who signs; from the settings when absent. */
  readonly reporter?: Reporter;
  /** What the user picked; what is absent comes from the settings. */
  readonly choices?: ComplaintChoices;
}

export type ComplaintFormat = 'letter' | 'inline' | 'arf' | 'xarf' | 'text';

export interface ComplaintChoices {
  readonly format?: ComplaintFormat;
  /** Absent: those that the route lets guess. Empty: nobody, To stays empty. */
  readonly recipients?: readonly ComplaintRecipient[];
  /** `together` one letter for each role, its recipients separated by commas · `each` one for each recipient. */
  readonly grouping?: 'together' | 'each';
  /** `ComplaintOffer.languages`. */
  readonly language?: string;
  /** `ComplaintOffer.legal`. */
  readonly legal?: readonly string[];
  /** What the user found out and wants said. */
  readonly facts?: readonly ComplaintFact[];
  /** The reader's addresses that are to be replaced in the message (RFC 6590); false: none; true: those of `ComplaintOffer.ownAddresses`. */
  readonly redact?: boolean | readonly string[];
  /** Put the message into an archive with a password. */
  readonly archive?: boolean;
  /** Instead of a complaint, a question to the advertiser at this address, which stands in the message. */
  readonly inquiry?: string;
}

export interface ComplaintFact {
  readonly kind: 'lookup' | 'phone' | 'uri' | 'domain' | 'advertiser' | 'campaign' | 'note';
  /** One line. */
  readonly text: string;
  /** Of the kind `campaign`: other messages that share something with this one, for the letter to say in its language. */
  readonly campaign?: {
    readonly shared: string;
    readonly messages: number;
    /** Days in UTC, `2024-05-12`. */
    readonly first: string | null;
    readonly last: string | null;
    readonly sources: readonly string[];
  };
}

/** A `Contact`, without where it was found. */
export interface ComplaintRecipient {
  /** A mail address, the https URL of a form, a telephone number. */
  readonly address: string;
  readonly channel: 'mail' | 'form' | 'phone';
  /** Picks the letter: `network`, `web-host`, `forged-domain`, … */
  readonly role: string;
  /** What it answers for: `192.0.2.0/24`, `example.com`. */
  readonly scope: string;
  /** What of the message it serves: mailboxes, web addresses, numbers. Absent: found in the message, as far as it can be. */
  readonly about?: readonly string[];
  /** What it rests on; goes on after "taken from" or "guessed from". */
  readonly basis: string;
  readonly confidence: 'published' | 'registered' | 'guessed';
}

export interface Reporter {
  readonly name: string;
  readonly address: string;
}

/** What is kept of a complaint that was made. */
export interface ComplaintRecord {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly source: string | null;
  readonly messageId: string;
  readonly to: readonly string[];
  /** Whom the letter was for: a role of `ComplaintRecipient`; null of an inquiry. */
  readonly role: string | null;
  readonly format: string;
  readonly file: string;
}

/** A file that the client is to write. */
export interface ComposedFile {
  /** Beside the message; the client takes the next free name. */
  readonly uri: string;
  readonly base64: string;
  /** To be sent back by `complaintWritten` once the file is there. */
  readonly record: ComplaintRecord;
}

/** A complaint for the clipboard. */
export interface ComplaintText {
  /** The web form that it is for; null when it goes by mail. */
  readonly form: string | null;
  readonly recipients: readonly string[];
  readonly subject: string;
  /** Lines separated by LF. */
  readonly text: string;
  /** To be sent back by `complaintWritten` once the text was used; null for a draft, which was noted when it was written. */
  readonly record: ComplaintRecord | null;
}

export type ComplaintResult =
  /** For a client with `clientFiles`: it writes the bytes to `uri`, or to the next free name beside it. */
  | (ComposedFile & {
      readonly kind: 'composed';
      /** What the user should know, one sentence each. */
      readonly notices: readonly string[];
      /** The letters to further roles, or recipients. */
      readonly more: readonly ComposedFile[];
      /** Which of the drafts, the first is 0, goes to a guess or to nobody, while a lookup may tell; null: none. */
      readonly unsure: number | null;
      readonly texts: readonly ComplaintText[];
    })
  /** The server wrote the file itself. */
  | {
      readonly kind: 'written';
      readonly uri: string;
      readonly notices: readonly string[];
      /** The files of the letters to further roles, or recipients. */
      readonly more: readonly string[];
      /** As above. */
      readonly unsure: number | null;
      readonly texts: readonly ComplaintText[];
    }
  /** Nothing is to be written: every letter is for the clipboard. */
  | {
      readonly kind: 'text';
      readonly texts: readonly ComplaintText[];
      readonly notices: readonly string[];
    }
  /** Nothing was written; `message` says what happened and what to do next. */
  | { readonly kind: 'failed'; readonly message: string };

/** client → server, a notification: the complaint was written, or its text used. Goes into the log. */
export const complaintWrittenNotification = 'spamPatrol/complaintWritten';
export interface ComplaintWrittenParams {
  readonly record: ComplaintRecord;
  /** Where the file lies; absent when it was copied. */
  readonly uri?: string;
}

/** client → server: what can be chosen for a complaint about a message. */
export const complaintOfferRequest = 'spamPatrol/complaintOffer';
export interface ComplaintOfferParams {
  readonly uri: string;
  readonly part?: string | null;
  /** From lookups; absent: those that the route lets guess. */
  readonly recipients?: readonly ComplaintRecipient[];
}
export type ComplaintOfferResult =
  | { readonly kind: 'offer'; readonly offer: ComplaintOffer }
  | { readonly kind: 'failed'; readonly message: string };

export interface ComplaintOffer {
  /** One line; empty when the message has none. */
  readonly subject: string;
  readonly source: string | null;
  readonly formats: readonly {
    readonly id: ComplaintFormat;
    readonly title: string;
    readonly summary: string;
    /** `text` is for the clipboard. */
    readonly output: 'file' | 'text';
    /** Why it cannot be had, in one sentence; null when it can. */
    readonly refusal: string | null;
  }[];
  /** In the order of a complaint. */
  readonly recipients: readonly (ComplaintRecipient & {
    /** To be ticked when the list opens. */
    readonly preselected: boolean;
    /** What speaks against it, or that it was told before, one sentence each. */
    readonly cautions: readonly string[];
  })[];
  /** Who may be told, too, once the user finds out their address: the carriers of the numbers in the message. */
  readonly unaddressed: readonly Pick<ComplaintRecipient, 'role' | 'scope' | 'basis'>[];
  readonly languages: readonly { readonly id: string; readonly name: string }[];
  readonly legal: readonly {
    readonly id: string;
    readonly region: string;
    readonly title: string;
    /** Where the law can be read. */
    readonly source: string;
    /** No law for mail; kept for the record. */
    readonly historical: boolean;
  }[];
  /** Those of the settings, those that the message was delivered to or for at the reader's own servers: what redaction replaces. */
  readonly ownAddresses: readonly string[];
  /** Others in To and Cc, which may be the reader's: the user knows. */
  readonly possibleAddresses: readonly string[];
  readonly attachments: readonly {
    readonly name: string;
    readonly type: string;
    /** Bytes as they stand in the message. */
    readonly size: number;
    /** A program, or a document that can hold one: worth an archive. */
    readonly risky: boolean;
  }[];
  /** What was found out and may be said in the letter: lookups that are kept, what the message names. Nothing is said that was not ticked. */
  readonly facts: readonly ComplaintFact[];
  /** The mailboxes that the message wants its answers sent to: whom an inquiry may go to. */
  readonly advertisers: readonly string[];
  /** What the settings say, for the pickers' first state. */
  readonly defaults: {
    readonly format: ComplaintFormat;
    readonly grouping: 'together' | 'each';
    readonly language: string;
    readonly legal: readonly string[];
    readonly redact: boolean;
  };
  /** The setting allows inquiries. */
  readonly inquiry: boolean;
  readonly notices: readonly string[];
}

/** client → server: what redaction would change. */
export const redactionPreviewRequest = 'spamPatrol/redactionPreview';
export interface RedactionPreviewParams {
  readonly uri: string;
  readonly part?: string | null;
  /** Absent: `ComplaintOffer.ownAddresses`. */
  readonly addresses?: readonly string[];
}
export type RedactionPreviewResult =
  | {
      readonly kind: 'preview';
      readonly addresses: readonly string[];
      /** One line each: the address in its disguise, decoded as far as needed, and what takes its place. */
      readonly changes: readonly { readonly before: string; readonly after: string }[];
      /** The message before and after, to be compared; null when it is too long for that. */
      readonly texts: { readonly before: string; readonly after: string } | null;
    }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * client → server, with `ComplaintArguments`: the complaint as text, whatever its format, and as
 * mailto: addresses. `uri` may also be that of a draft (`*.complaint.eml`): then it is the draft as it
 * was edited.
 */
export const complaintTextRequest = 'spamPatrol/complaintText';
export type ComplaintTextResult =
  | {
      readonly kind: 'text';
      readonly texts: readonly (ComplaintText & {
        /** For a mail program; null for forms, for nobody, and when not even the facts fit. */
        readonly mailto: string | null;
        /** The mailto: address holds the beginning only, with a word about it. */
        readonly mailtoCut: boolean;
      })[];
      readonly notices: readonly string[];
    }
  | { readonly kind: 'failed'; readonly message: string };

/** The one argument of `commands.lookUp`. */
export interface LookUpArguments {
  /** IP addresses, domains, numbers of networks (`AS64496`); or one telephone number (`+1 201 555 0123`). Validated by the server. */
  readonly subjects: readonly string[];
}

/** The one argument of `commands.contacts` and `commands.contactPoints`. */
export interface MessageArguments {
  readonly uri: string;
  /** The forwarded message inside (`Analysis.part`); null or absent: the file's own message. */
  readonly part?: string | null;
}

/** The one argument of `commands.lookUpPhone`. */
export interface PhoneArguments extends MessageArguments {
  /** E.164 (`+12015550123`), as the message's contact points have it. Validated by the server. */
  readonly number: string;
}

/** The one argument of `commands.alive`. */
export interface AliveArguments {
  /** An IP address. Validated by the server. */
  readonly address: string;
}

/** Of the commands that give a report. */
export type ReportResult =
  /** `name` is what the report is about. */
  | { readonly kind: 'answered'; readonly name: string; readonly report: string }
  /** Nothing was learned; `message` says what happened and what to do next. */
  | { readonly kind: 'failed'; readonly message: string };

/** server → client, a notification: as much of a report as there is while it is being made. */
export const reportProgress = 'spamPatrol/reportProgress';
export interface ReportProgress {
  readonly name: string;
  readonly report: string;
}

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
  /** Trace fields; null when the document is not open. */
  readonly hops: number | null;
}

/** client → server: the routes of a message that is open, for drawing. */
export const routeRequest = 'spamPatrol/route';
export interface RouteParams {
  readonly uri: string;
}
/** As the Language Server Protocol has it: 0-based lines, UTF-16 columns, half-open. */
export interface PlaceInDocument {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}
export interface RouteResult {
  /** The message's own first, then those forwarded inside. Empty when the document is not open. */
  readonly routes: readonly MessageRoute[];
  /** Messages forwarded inside whose routes are not among them. */
  readonly leftOut: number;
}
export interface MessageRoute {
  /** The MIME part that holds the message; null for the file's own. */
  readonly part: string | null;
  readonly picture: RoutePicture<PlaceInDocument>;
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

/** The one argument of `commands.importMsg`. */
export interface ImportArguments {
  /** A message saved by Outlook (`.msg`). */
  readonly uri: string;
}

export type ImportResult =
  /** For a client with `clientFiles`: it writes the bytes to `uri`, or to the next free name beside it. */
  | {
      readonly kind: 'converted';
      readonly uri: string;
      readonly base64: string;
      /** What the user should know, one sentence each. */
      readonly notices: readonly string[];
    }
  /** The server wrote the file itself. */
  | { readonly kind: 'written'; readonly uri: string; readonly notices: readonly string[] }
  | { readonly kind: 'failed'; readonly message: string };

/** client → server: trace many files, show what is grave in Problems, and report on all of them. */
export const patrolRequest = 'spamPatrol/patrol';
export interface PatrolParams {
  /** Names this patrol in what is said of its progress. */
  readonly token: number;
  /** What is patrolled, for the report's first line. */
  readonly name: string;
  readonly files: readonly PatrolFile[];
  /** Folders that could not be listed. */
  readonly unreadable: readonly { readonly name: string; readonly reason: string }[];
}
export interface PatrolFile {
  readonly uri: string;
  /** What the report calls it. */
  readonly name: string;
}
export interface PatrolResult {
  /** Plain text. After a cancellation it is about the files that were read before. */
  readonly report: string;
  /** What leads somewhere in it, in their order. */
  readonly links: readonly PatrolLink[];
  readonly messages: number;
  /** Messages with a finding at `warning` or above. */
  readonly flagged: number;
  readonly unreadable: number;
  readonly cancelled: boolean;
}

/** A piece of a report, `report.slice(start, end)`: a file's name, or a relay. */
export interface PatrolLink {
  readonly start: number;
  readonly end: number;
  readonly uri: string;
  /** 0-based line in that file: of the message there, or of the field that the relay wrote. */
  readonly line: number;
  /** For `commands.generateComplaint`, when a letter can be started here; else the file is to be shown. */
  readonly letter: ComplaintArguments | null;
}

/** server → client, a notification: so many files of the patrol are done. */
export const patrolProgress = 'spamPatrol/patrolProgress';
export interface PatrolProgress {
  readonly token: number;
  readonly done: number;
}

/** client → server: take what patrols found out of Problems. */
export const clearPatrolRequest = 'spamPatrol/clearPatrol';
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
