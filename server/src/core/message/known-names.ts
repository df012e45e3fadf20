/** The field names that mail is full of, found without making a string. Knows no field's meaning. */

export interface KnownName {
  readonly name: string;
  /** In lower case. */
  readonly key: string;
}

const slotCount = 1024;

/**
 * Length and four letters tell the known names apart (the factors were tried); reading every letter
 * costs more than it saves.
 */
function slotOf(text: string, start: number, end: number): number {
  const length = end - start;
  const hash =
    length +
    text.charCodeAt(start) +
    text.charCodeAt(start + (length >> 1)) * 13 +
    text.charCodeAt(start + ((length * 3) >> 2)) * 97 +
    text.charCodeAt(end - 1) * 23;
  return hash & (slotCount - 1);
}

/**
 * The known name that `text[start, end)` is, in this spelling; undefined when it is none. For nine
 * fields in ten it saves a string, its lower case and a look-up in a Map.
 */
export function knownName(text: string, start: number, end: number): KnownName | undefined {
  const known = slots[slotOf(text, start, end)];
  return known?.name.length === end - start && text.startsWith(known.name, start)
    ? known
    : undefined;
}

/** The most frequent first: where two share a slot, the earlier keeps it. */
const names = [
  'Received',
  'Authentication-Results',
  'Return-Path',
  'Subject',
  'Date',
  'From',
  'Delivered-To',
  'To',
  'Content-Type',
  'MIME-Version',
  'X-Original-To',
  'DKIM-Signature',
  'Message-ID',
  'Message-Id',
  'List-Unsubscribe',
  'Precedence',
  'List-Id',
  'List-Help',
  'List-Subscribe',
  'List-Post',
  'X-Mailman-Version',
  'List-Archive',
  'Content-Transfer-Encoding',
  'In-Reply-To',
  'Sender',
  'References',
  'Received-SPF',
  'Errors-To',
  'X-Received',
  'X-Mailer',
  'Cc',
  'CC',
  'X-Gm-Message-State',
  'X-Google-DKIM-Signature',
  'X-Google-Smtp-Source',
  'X-BeenThere',
  'Reply-To',
  'ARC-Seal',
  'ARC-Message-Signature',
  'ARC-Authentication-Results',
  'List-Owner',
  'Content-Language',
  'Archived-At',
  'User-Agent',
  'X-Priority',
  'Importance',
  'Thread-Index',
  'Thread-Topic',
  'Accept-Language',
  'X-Sender-IP',
  'X-SID-Result',
  'X-SID-PRA',
  'X-Message-Info',
  'X-Message-Delivery',
  'X-EOPAttributedMessage',
  'X-EOPTenantAttributedMessage',
  'X-Microsoft-Antispam',
  'X-Microsoft-Antispam-Message-Info',
  'X-Microsoft-Antispam-Mailbox-Delivery',
  'X-IncomingHeaderCount',
  'X-IncomingTopHeaderMarker',
  'X-MS-Has-Attach',
  'X-MS-PublicTrafficType',
  'X-MS-TrafficTypeDiagnostic',
  'X-MS-UserLastLogonTime',
  'X-MS-Office365-Filtering-Correlation-Id',
  'X-MS-Exchange-EOPDirect',
  'X-MS-Exchange-CrossTenant-Id',
  'X-MS-Exchange-CrossTenant-AuthAs',
  'X-MS-Exchange-CrossTenant-AuthSource',
  'X-MS-Exchange-CrossTenant-FromEntityHeader',
  'X-MS-Exchange-CrossTenant-OriginalArrivalTime',
  'X-MS-Exchange-CrossTenant-Network-Message-Id',
  'X-MS-Exchange-CrossTenant-RMS-PersistedConsumerOrg',
  'X-MS-Exchange-Organization-SCL',
  'X-MS-Exchange-Organization-PCL',
  'X-MS-Exchange-Organization-AuthAs',
  'X-MS-Exchange-Organization-AuthSource',
  'X-MS-Exchange-Organization-MessageDirectionality',
  'X-MS-Exchange-Organization-Network-Message-Id',
  'X-MS-Exchange-Organization-ExpirationStartTime',
  'X-MS-Exchange-Organization-ExpirationStartTimeReason',
  'X-MS-Exchange-Organization-ExpirationInterval',
  'X-MS-Exchange-Organization-ExpirationIntervalReason',
  'X-MS-Exchange-Transport-CrossTenantHeadersStamped',
  'X-MS-Exchange-Transport-EndToEndLatency',
  'X-MS-Exchange-Processed-By-BccFoldering',
];

const slots = new Array<KnownName | undefined>(slotCount).fill(undefined);
for (const name of names) slots[slotOf(name, 0, name.length)] ??= { name, key: name.toLowerCase() };
