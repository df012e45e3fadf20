/** Lines above a message and its parts that say what there is and offer to do something: CodeLens. */
import type { CodeLens } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../core/analysis.ts';
import {
  approximateSize,
  isMultipart,
  type NumberedPart,
  sizeWords,
} from '../../core/message/parts.ts';
import { summaryOf } from '../../core/route/summary.ts';
import { say, type Value } from '../../core/text/said.ts';
import { isAskable } from '../../lookup/lookup.ts';
import { readSubject } from '../../lookup/subject.ts';
import { headline } from '../../lookup/summary.ts';
import { toRange } from '../convert.ts';
import { analysesWhenIdle } from '../messages.ts';
import {
  commands,
  showRouteCommand,
  type ComplaintArguments,
  type LookUpArguments,
  type PartArguments,
  type ShowRouteArguments,
} from '../protocol.ts';
import type { Feature, Session } from '../session.ts';
import type { Settings } from '../settings.ts';

/** More lines than text would help nobody. */
const mostPartLenses = 200;

/** Above the first trace field. Our own client alone has the view of a route. */
function routeLenses(
  { ownClient, speak }: Session,
  document: TextDocument,
  analysis: Analysis,
): CodeLens[] {
  const first = analysis.route.hops[0]?.received.field;
  if (first === undefined) return [];
  const { uri } = document;
  const { part } = analysis;
  const range = toRange(document, { start: first.start, end: first.nameEnd });
  const route: ShowRouteArguments = { uri, part };
  const complaint: ComplaintArguments = { uri, part };
  return [
    ...(ownClient
      ? [
          {
            range,
            command: {
              title: speak(summaryOf(analysis)),
              tooltip: speak(say`Show the route beside the message`),
              command: showRouteCommand,
              arguments: [route],
            },
          },
        ]
      : []),
    {
      range,
      command: {
        title: speak(say`Generate complaint`),
        command: commands.generateComplaint,
        arguments: [complaint],
      },
    },
  ];
}

/** Above the field that recorded the source: who is responsible for it, as far as that is known. Asks nobody. */
async function sourceLenses(
  session: Session,
  document: TextDocument,
  { route: { hops, source } }: Analysis,
  settings: Settings,
): Promise<CodeLens[]> {
  const field = source === null ? undefined : hops[source.hop]?.received.field;
  if (source === null || field === undefined) return [];
  const subject = readSubject(source.ip);
  if ('words' in subject || !isAskable(subject)) return [];
  const report = await session.lookups.known(subject, settings);
  if (report === null && settings.lookup.wishes.offline !== null) return [];
  const argument: LookUpArguments = { subjects: [subject.name] };
  return [
    {
      range: toRange(document, { start: field.start, end: field.nameEnd }),
      command: {
        title:
          report === null
            ? session.speak(say`Who is responsible for ${subject.name}?`)
            : withoutPictures(session.speak(headline(report, session.runtime.now()))),
        tooltip: session.speak(
          report === null ? say`Asks the registries` : say`All that is known of ${subject.name}`,
        ),
        command: commands.lookUp,
        arguments: [argument],
      },
    },
  ];
}

/** Above a part's header, when the message has several. */
function partLens(
  { speak }: Session,
  document: TextDocument,
  { text }: Analysis,
  part: NumberedPart,
): CodeLens {
  const { header, number, type } = part;
  const argument: PartArguments = { uri: document.uri, part: number };
  const size = sizeWords(approximateSize(text, header));
  return {
    range: toRange(document, { start: header.start, end: header.start }),
    command: {
      title: speak(say`Open part ${number}: ${mediaType(type)}, ${size}`),
      command: commands.openPart,
      arguments: [argument],
    },
  };
}

/** Editors draw pictures for some characters of a title, such as `$(verified)`: a stranger does not choose them. */
function withoutPictures(title: string): string {
  return title.replaceAll('$(', '$ (');
}

/** A sender's word, or none. */
function mediaType(type: string): Value {
  return /^[a-z0-9.+-]{1,40}\/[a-z0-9.+-]{1,60}$/.test(type) ? type : say`a type that is none`;
}

export const lenses: Feature = {
  capabilities: { codeLensProvider: { resolveProvider: false } },
  register(session) {
    session.connection.onCodeLens(({ textDocument }, token) =>
      session.answerAbout<CodeLens[]>(
        'lenses',
        textDocument,
        token,
        [],
        async (document, settings) => {
          const all = await analysesWhenIdle(session, document, settings, token);
          const parts = all.flatMap((analysis) =>
            session.analyses
              .parts(document.uri, analysis)
              .filter(({ part, type }) => part !== '' && !isMultipart(type))
              .map((part) => partLens(session, document, analysis, part)),
          );
          const routes = await Promise.all(
            all.map(async (analysis) => [
              ...routeLenses(session, document, analysis),
              ...(await sourceLenses(session, document, analysis, settings)),
            ]),
          );
          return [...routes.flat(), ...parts.slice(0, mostPartLenses)];
        },
      ),
    );
  },
  refresh(session) {
    if (session.client.workspace?.codeLens?.refreshSupport === true) {
      session.refresh('workspace/codeLens/refresh');
    }
  },
};
