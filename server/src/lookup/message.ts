/** Looks up everybody who has to do with a message, a few at a time, until nobody is left. */
import { nextQuestions, type MessageToTell, type Question } from './contacts.ts';
import { lookUp, type LookupContext } from './lookup.ts';
import type { Report, StepName } from './report.ts';

/** A hostile message names as many as it likes. */
const mostSubjects = 16;
/** Registries count the questions of a moment. */
const mostAtOnce = 4;

/** The steps that tell whom to write to: the others say more about an address than a complaint needs. */
const steps: readonly StepName[] = [
  'rdap',
  'whois',
  'reverse-name',
  'domain',
  'asn',
  'abusix',
  'abuse-net',
];

/**
 * Never rejects. After an abort it comes back with the reports that there are.
 * @param onQuestion called before each subject
 */
export async function lookUpMessage(
  message: MessageToTell,
  context: LookupContext,
  onQuestion: (question: Question) => void = () => undefined,
): Promise<readonly Report[]> {
  const reports: Report[] = [];
  while (!context.signal.aborted) {
    const most = Math.min(mostAtOnce, mostSubjects - reports.length);
    const questions = nextQuestions(message, reports).slice(0, most);
    if (questions.length === 0) break;
    questions.forEach(onQuestion);
    const asked = questions.map(({ subject }) => lookUp(subject, context, steps));
    reports.push(...(await Promise.all(asked)));
  }
  return reports;
}
