/** Colours what is worth what: semantic tokens. */
import { SemanticTokensBuilder, type SemanticTokens } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../core/analysis.ts';
import { markKinds, marksOf, worths } from '../../core/outline/marks.ts';
import type { Span } from '../../core/text/span.ts';
import { toLineRanges, toOffset, toSpan } from '../convert.ts';
import { analysesWhenIdle } from '../messages.ts';
import type { Feature } from '../session.ts';
import { isComplaintUri } from '../uri.ts';

/** As package.json announces them to VS Code, with a prefix: there they are everybody's. */
const legend = {
  tokenTypes: markKinds.map((kind) => `mail${kind.charAt(0).toUpperCase()}${kind.slice(1)}`),
  tokenModifiers: [...worths],
};

function toTokens(
  document: TextDocument,
  analyses: readonly Analysis[],
  range: Span,
): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  // Those forwarded inside stand one behind the other, or one inside the other's body.
  const ordered = [...analyses].sort((a, b) => a.header.start - b.header.start);
  for (const analysis of ordered) {
    for (const mark of marksOf(analysis, range)) {
      for (const { start, end } of toLineRanges(document, mark)) {
        const length = end.character - start.character;
        const modifiers = 1 << worths.indexOf(mark.worth);
        builder.push(start.line, start.character, length, markKinds.indexOf(mark.kind), modifiers);
      }
    }
  }
  return builder.build();
}

const none: SemanticTokens = { data: [] };

export const colours: Feature = {
  capabilities: { semanticTokensProvider: { legend, full: true, range: true } },
  register(session) {
    const { semanticTokens } = session.connection.languages;
    semanticTokens.on(({ textDocument }, token) =>
      session.answerAbout('colours', textDocument, token, none, async (document, settings) =>
        toTokens(document, await analysesWhenIdle(session, document, settings, token), {
          start: 0,
          end: document.getText().length,
        }),
      ),
    );

    // For what is on the screen, while the whole is still waited for.
    semanticTokens.onRange(({ textDocument, range }, token) =>
      session.answerAbout('colours', textDocument, token, none, (document, settings) => {
        if (isComplaintUri(document.uri)) return none;
        const span = toSpan(document, range);
        const at = toOffset(document, range.start);
        const own = session.analyses.message(document, settings);
        return toTokens(document, at < own.header.bodyStart ? [own] : [], span);
      }),
    );
  },
  refresh(session) {
    if (session.client.workspace?.semanticTokens?.refreshSupport === true) {
      session.refresh('workspace/semanticTokens/refresh');
    }
  },
};
