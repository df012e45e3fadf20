/** Explains what the mouse rests on, with what earlier lookups learned of it and who was told of it before. Looks nothing up. */
import { dayOf, lastAbout } from '../../core/complaint/log.ts';
import { hoverAt } from '../../core/hovers/index.ts';
import { nodeAt } from '../../core/hovers/node.ts';
import { commandLink, join, list, md, prose, type Markdown } from '../../core/text/markdown.ts';
import type { Analysis } from '../../core/analysis.ts';
import { age } from '../../lookup/report-text.ts';
import { readSubject } from '../../lookup/subject.ts';
import { lookupSubjects, namedAt } from '../code-actions.ts';
import { toOffset, toRange } from '../convert.ts';
import { commands, type LookUpArguments } from '../protocol.ts';
import type { Feature, Session } from '../session.ts';
import type { Settings } from '../settings.ts';

export const hover: Feature = {
  capabilities: { hoverProvider: true },
  register(session) {
    session.connection.onHover(({ textDocument, position }, token) =>
      session.answerAbout('hover', textDocument, token, null, async (document, settings) => {
        const offset = toOffset(document, position);
        const analysis = session.analyses.at(document, offset, settings);
        const found = hoverAt(analysis, offset);
        if (found === null) return null;
        const known = join([
          await toldBefore(session, analysis, offset),
          await knownAt(session, analysis, offset, settings),
        ]);
        return {
          contents: {
            kind: 'markdown' as const,
            value:
              known.source === '' ? found.markdown : `${found.markdown}\n\n---\n\n${known.source}`,
          },
          range: toRange(document, found.span),
        };
      }),
    );
  },
};

/** More recipients help nobody to remember. */
const mostTold = 3;

/** Of the clause that names the source: the last complaint about it. */
async function toldBefore(
  { store }: Session,
  analysis: Analysis,
  offset: number,
): Promise<Markdown | null> {
  const node = nodeAt(analysis, offset);
  const { source } = analysis.route;
  if (node?.kind !== 'from' || source?.hop !== node.hop.index) return null;
  const last = lastAbout(await store.log(), source.ip);
  if (last === null || last.to.length === 0) return null;
  const told = join(
    last.to.slice(0, mostTold).map((address) => md`${address}`),
    ', ',
  );
  return md`You told ${told} on ${prose(dayOf(last))} about this source.`;
}

/** In a trace field what its server saw: the name in HELO is the forger's victim. Elsewhere what stands there. */
function subjectsAt(analysis: Analysis, offset: number): readonly string[] {
  const node = nodeAt(analysis, offset);
  if (node === null) return [];
  if (!('hop' in node)) {
    const named = namedAt(analysis.text, offset);
    return named === null ? [] : [named];
  }
  const { from, by } = node.hop.received;
  if (node.kind === 'from') return lookupSubjects({ from, by: null });
  return node.kind === 'by' ? lookupSubjects({ from: null, by }) : [];
}

/** What is known of the machines that stand there, and where our own client runs commands a link that asks. */
async function knownAt(
  session: Session,
  analysis: Analysis,
  offset: number,
  settings: Settings,
): Promise<Markdown | null> {
  const subjects = subjectsAt(analysis, offset);
  const paragraphs: Markdown[] = [];
  for (const name of subjects) {
    const subject = readSubject(name);
    if (typeof subject === 'string') continue;
    const report = await session.lookups.known(subject, settings);
    const argument: LookUpArguments = { subjects: [name] };
    const link = session.ownClient
      ? commandLink(
          report === null ? md`Look up ${name}` : md`All that is known`,
          commands.lookUp,
          argument,
        )
      : null;
    if (report === null) {
      if (link !== null && settings.lookup.wishes.offline === null) paragraphs.push(link);
      continue;
    }
    const when = age(report, session.runtime.now());
    paragraphs.push(
      join([
        md`**${name}**, looked up ${prose(when)}:`,
        list(report.summary.map((sentence) => prose(sentence))),
        link,
      ]),
    );
  }
  return paragraphs.length === 0 ? null : join(paragraphs);
}
