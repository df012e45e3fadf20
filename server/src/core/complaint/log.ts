/** The complaints that were made: what is kept of each, and what it says about the next. Plain data; where it lies is not known here. */

export interface ComplaintRecord {
  /** When it was made: ISO 8601, UTC. */
  readonly time: string;
  /** The source address; null when none could be named. */
  readonly source: string | null;
  /** Of the message; empty when it had none. */
  readonly messageId: string;
  /** Mail addresses, or the address of a web form. */
  readonly to: readonly string[];
  /** Whom the letter was for, a role of `Contact`; null in the notes of earlier versions, and of an inquiry. */
  readonly role: string | null;
  readonly format: string;
  /** Where the draft was written; empty when it was copied. */
  readonly file: string;
}

/** As it is appended to the log: one line of JSON, LF included. */
export function recordLine(record: ComplaintRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** The latest are the ones that matter. */
const mostRecords = 10_000;

/** Reads a log; a line that is none, such as one that a full disk cut off, is left out. */
export function readLog(text: string): ComplaintRecord[] {
  const records: ComplaintRecord[] = [];
  for (const line of text.split('\n').slice(-mostRecords)) {
    const record = readRecord(line);
    if (record !== null) records.push(record);
  }
  return records;
}

function readRecord(line: string): ComplaintRecord | null {
  try {
    return toRecord(JSON.parse(line));
  } catch {
    return null;
  }
}

/** The record that a value is, and nothing beyond it; null when it is none. */
export function toRecord(value: unknown): ComplaintRecord | null {
  if (typeof value !== 'object' || value === null) return null;
  const { time, source, messageId, to, role, format, file } = value as Partial<
    Record<keyof ComplaintRecord, unknown>
  >;
  if (typeof time !== 'string' || Number.isNaN(Date.parse(time))) return null;
  if (source !== null && typeof source !== 'string') return null;
  if (typeof messageId !== 'string' || typeof format !== 'string' || typeof file !== 'string') {
    return null;
  }
  if (!Array.isArray(to)) return null;
  const recipients = to.filter((one) => typeof one === 'string');
  return {
    time,
    source,
    messageId,
    to: recipients,
    role: typeof role === 'string' ? role : null,
    format,
    file,
  };
}

/** What the log knows of a message that is about to be complained about. */
export interface Earlier {
  /** The last complaint about the same message. */
  readonly message: ComplaintRecord | null;
  /** The last complaint to one of the recipients about the same source. */
  readonly source: ComplaintRecord | null;
}

export function earlierComplaints(
  log: readonly ComplaintRecord[],
  about: Pick<ComplaintRecord, 'source' | 'messageId' | 'to'>,
): Earlier {
  const to = new Set(about.to.map((address) => address.toLowerCase()));
  return {
    message:
      about.messageId === ''
        ? null
        : (log.findLast(({ messageId }) => messageId === about.messageId) ?? null),
    source:
      about.source === null
        ? null
        : (log.findLast(
            (record) =>
              record.source === about.source &&
              !isInquiry(record) &&
              record.to.some((address) => to.has(address.toLowerCase())),
          ) ?? null),
  };
}

/** The last complaint to anybody about the source. */
export function lastAbout(
  log: readonly ComplaintRecord[],
  source: string | null,
): ComplaintRecord | null {
  if (source === null) return null;
  return log.findLast((record) => record.source === source && !isInquiry(record)) ?? null;
}

/** Whoever was asked as a customer would ask was told nothing. */
function isInquiry({ format }: ComplaintRecord): boolean {
  return format === 'inquiry';
}

/**
 * The last complaint to the network itself about the source before the message at hand arrived: only
 * then has the message come all the same.
 * @param arrived milliseconds since 1970; null when that is not known
 */
export function networkTold(
  log: readonly ComplaintRecord[],
  source: string | null,
  arrived: number | null,
): ComplaintRecord | null {
  if (source === null || arrived === null) return null;
  return (
    log.findLast(
      (record) =>
        record.source === source &&
        record.role === 'network' &&
        record.to.length > 0 &&
        Date.parse(record.time) < arrived,
    ) ?? null
  );
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `12 May 2024`, for a sentence. */
export function dayOf({ time }: ComplaintRecord): string {
  const date = new Date(time);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
}

/** `2024-05-12`, for a letter in any language. */
export function isoDayOf({ time }: ComplaintRecord): string {
  return new Date(time).toISOString().slice(0, 10);
}
