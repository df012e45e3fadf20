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
import { plain } from '../../core/text/plain.ts';
import { toRange } from '../convert.ts';
import { analysesWhenIdle } from '../messages.ts';
import {
  commands,
  showRouteCommand,
  type ComplaintArguments,
  type PartArguments,
  type ShowRouteArguments,
} from '../protocol.ts';
import type { Feature } from '../session.ts';

/** More lines than text would help nobody. */
const mostPartLenses = 200;

/** Above the first trace field. `ownClient`: who has the view of a route. */
function routeLenses(document: TextDocument, analysis: Analysis, ownClient: boolean): CodeLens[] {
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
              title: summaryOf(analysis),
              tooltip: 'Show the route beside the message',
              command: showRouteCommand,
              arguments: [route],
            },
          },
        ]
      : []),
    {
      range,
      command: {
        title: 'Generate complaint',
        command: commands.generateComplaint,
        arguments: [complaint],
      },
    },
  ];
}

/** Above a part's header, when the message has several. */
function partLens(document: TextDocument, { text }: Analysis, part: NumberedPart): CodeLens {
  const { header, number, type } = part;
  const argument: PartArguments = { uri: document.uri, part: number };
  const size = sizeWords(approximateSize(text, header));
  return {
    range: toRange(document, { start: header.start, end: header.start }),
    command: {
      title: `Open part ${number}: ${plain(type, 60)}, ${size}`,
      command: commands.openPart,
      arguments: [argument],
    },
  };
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
              .map((part) => partLens(document, analysis, part)),
          );
          return [
            ...all.flatMap((analysis) => routeLenses(document, analysis, session.ownClient)),
            ...parts.slice(0, mostPartLenses),
          ];
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
