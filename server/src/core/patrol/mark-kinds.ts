/** What messages can have in common, in the order of a report. Apart from the table that finds it, which takes a library along. */
export const markKinds = ['source', 'relay', 'domain', 'site', 'url', 'phone', 'mailbox'] as const;
export type MarkKind = (typeof markKinds)[number];
