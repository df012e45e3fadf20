/** The Abuse Reporting Format (RFC 5965): what the machines of mailbox providers and networks read. */
import { feedbackReport } from '../feedback-report.ts';
import { messagePart, textPart } from '../mime.ts';
import { say } from '../../text/said.ts';
import { defineFormat } from './format.ts';
import { refuseArchive } from './inline.ts';

export const arf = defineFormat({
  id: 'arf',
  title: 'ARF',
  summary: 'The Abuse Reporting Format (RFC 5965), which the machines of providers read.',
  output: 'file',
  refuse(context) {
    const archive = refuseArchive(context);
    if (archive !== null) return archive;
    return context.incident.source === null
      ? say`No source can be named, and a report without one tells a machine nothing.`
      : null;
  },
  write({ incident, fileName, facts, letter }) {
    // RFC 6650 §4.1: who did not ask for the report must understand the first part alone.
    const { text } = letter({ kind: 'attached' });
    const report = feedbackReport(incident, facts);
    return {
      // RFC 5965 §2: the subject is that of the message, with FW: before it at most.
      subject: `FW: ${incident.subject}`.trim(),
      text,
      multipart: 'report; report-type=feedback-report',
      parts: [
        textPart(text),
        textPart(report, 'message/feedback-report'),
        messagePart(incident.evidence, fileName),
      ],
      notices: [],
    };
  },
});
