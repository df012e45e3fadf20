/** X-ARF version 4 (xarf.org): a report in JSON, for the machines of networks. Its schema wants more than a header often holds. */
import { decodeLatin1 } from '../../text/latin1.ts';
import { say } from '../../text/said.ts';
import { envelopeOf } from '../feedback-report.ts';
import { domainOf } from '../address.ts';
import { firstValue } from '../incident.ts';
import { plainValue } from '../letter.ts';
import { filePart, textPart } from '../mime.ts';
import { defineFormat } from './format.ts';
import { refuseArchive } from './inline.ts';

/** xarf-core.json, `evidence_item.size`. */
const mostEvidence = 5 * 1024 * 1024;

export const xarf = defineFormat({
  id: 'xarf',
  title: 'X-ARF 4',
  summary: 'A report in JSON (xarf.org), which the machines of some networks read.',
  output: 'file',
  refuse(context) {
    const { incident, reporter } = context;
    const { source, evidence } = incident;
    const from = envelopeOf(incident).from;
    const archive = refuseArchive(context);
    if (archive !== null) return archive;
    if (source === null) return say`No source can be named, and X-ARF wants its address.`;
    if (source.received.from?.port == null) {
      return say`X-ARF wants the port that the source used (source_port), and the server that saw it recorded none.`;
    }
    if (source.received.date?.time == null) {
      return say`X-ARF wants the time of the handover, and the server that saw it recorded none that can be read.`;
    }
    if (from === null || from === '') {
      return say`X-ARF wants the sender of the envelope (smtp_from), and no server that can be believed recorded one.`;
    }
    if (reporter === null) {
      return say`X-ARF wants to know who reports: give your name and address in the settings first.`;
    }
    if (evidence.length > mostEvidence) {
      return say`X-ARF takes messages up to 5 MB, and this one is longer.`;
    }
    return null;
  },
  write({ incident, reporter, reportId, letter, fileName }) {
    const { subject, text } = letter({ kind: 'inside' });
    const { evidence, source } = incident;
    const received = source?.received;
    const { from, to } = envelopeOf(incident);
    const contact = {
      org: plainValue(reporter?.name ?? '') || domainOf(reporter?.address ?? ''),
      contact: reporter?.address ?? '',
      domain: domainOf(reporter?.address ?? ''),
    };
    const [recipient] = to;
    const original = plainValue(incident.subject, 500);
    const messageId = plainValue(firstValue(incident, 'message-id') ?? '', 200);
    const report = {
      xarf_version: '4.2.0',
      report_id: reportId,
      timestamp: new Date(received?.date?.time ?? 0).toISOString(),
      reporter: contact,
      sender: contact,
      source_identifier: received?.from?.ip?.value ?? '',
      source_port: received?.from?.port?.value ?? 0,
      category: 'messaging',
      type: 'spam',
      evidence_source: 'user_complaint',
      protocol: 'smtp',
      smtp_from: from ?? '',
      ...(recipient === undefined ? {} : { smtp_to: recipient }),
      ...(original === '' ? {} : { subject: original }),
      ...(messageId === '' ? {} : { message_id: messageId }),
      evidence: [
        {
          content_type: 'message/rfc822',
          description: plainValue(fileName) || 'The message',
          payload: base64(evidence),
          size: evidence.length,
        },
      ],
    };
    const json = new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`);
    return {
      subject,
      text,
      multipart: 'mixed',
      parts: [textPart(text), filePart(json, 'application/json', 'xarf.json')],
      notices: [],
    };
  },
});

function base64(bytes: Uint8Array): string {
  return btoa(decodeLatin1(bytes));
}
