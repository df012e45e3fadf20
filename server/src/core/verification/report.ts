/** The report on a verification: every check, its result, and what that proves. Plain text; knows no editor and no terminal. */
import { plain } from '../text/plain.ts';
import { wrapWords } from '../text/wrap.ts';
import { arcSentences, dmarcSentences, signatureSentences, spfSentences } from './sentences.ts';
import type { Verification, VerifyRequest } from './verification.ts';

export interface Reported {
  /** What the message is called, for the first line. */
  readonly name: string;
  readonly verification: Verification;
  readonly request: Pick<VerifyRequest, 'handover' | 'time'>;
  readonly isList: boolean;
  /** What the reader should know beforehand, one sentence each. */
  readonly notices: readonly string[];
  readonly now: Date;
}

const day = 24 * 60 * 60 * 1000;
/** Keys change every few months; below this nobody needs to be told. Days. */
const old = 30;
const columns = 78;

export function verificationReport(reported: Reported): string {
  const { name, verification, request, isList, notices, now } = reported;
  const { offline, signatures, arc, spf, dmarc } = verification;
  const age = request.time === null ? 0 : Math.floor((now.getTime() - request.time) / day);
  const sections: Section[] = signatures.map((signature) => ({
    title: `DKIM signature of ${plain(signature.domain, 100) || '(no domain)'}, selector ${plain(signature.selector, 60) || '(none)'}`,
    result: offline && signature.verdict !== 'fail' ? bodyWord[signature.body] : signature.verdict,
    sentences: signatureSentences(signature, isList),
  }));
  if (signatures.length === 0) {
    sections.push({
      title: 'DKIM',
      result: 'none',
      sentences: ['The message carries no DKIM signature: nobody vouches for its contents.'],
    });
  }
  if (arc !== null) {
    sections.push({
      title: `ARC chain of ${arc.sets} ${arc.sets === 1 ? 'set' : 'sets'}, sealed last by ${plain(arc.sealer, 100) || '(nobody)'}`,
      result: arc.verdict,
      sentences: arcSentences(arc),
    });
  }
  if (spf !== null) {
    sections.push({
      title: `SPF of ${plain(spf.domain, 100)} for ${plain(spf.ip, 60)}`,
      result: spf.outcome,
      sentences: spfSentences(spf),
    });
  } else if (!offline) {
    sections.push({
      title: 'SPF',
      result: 'not checked',
      sentences: [
        request.handover === null
          ? 'No server that can be believed recorded the address of a stranger who handed the message over.'
          : 'No server that can be believed recorded an envelope sender or a HELO name.',
      ],
    });
  }
  if (dmarc !== null) {
    sections.push({
      title: `DMARC of ${plain(dmarc.domain, 100)}`,
      result: dmarc.outcome,
      sentences: dmarcSentences(dmarc),
    });
  } else if (!offline) {
    sections.push({
      title: 'DMARC',
      result: 'not checked',
      sentences: ['From does not name exactly one address, so there is no domain to confirm.'],
    });
  }
  const preface = [
    ...notices,
    ...(offline
      ? ['Nothing was asked of the network: only hashes of the body were compared.']
      : []),
    ...(!offline && age > old
      ? [
          `The message is ${age} days old. Keys and policies are those of today: they may have changed since.`,
        ]
      : []),
  ];
  return [
    `Signatures of ${plain(name)}`,
    '',
    ...preface.flatMap((sentence) => wrapWords(sentence, columns)),
    ...(preface.length === 0 ? [] : ['']),
    ...sections.flatMap(({ title, result, sentences }) => [
      `${title}: ${result}`,
      ...(sentences.length === 0 ? [] : wrapWords(sentences.join(' '), columns, '  ')),
      '',
    ]),
  ].join('\n');
}

interface Section {
  readonly title: string;
  readonly result: string;
  readonly sentences: readonly string[];
}

const bodyWord = {
  intact: 'the body hash matches',
  changed: 'the body hash does not match',
  unchecked: 'not checked',
} as const;
