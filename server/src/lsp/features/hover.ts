/** Explains what the mouse rests on. */
import { hoverAt } from '../../core/hovers/index.ts';
import { toOffset, toRange } from '../convert.ts';
import type { Feature } from '../session.ts';

export const hover: Feature = {
  capabilities: { hoverProvider: true },
  register(session) {
    session.connection.onHover(({ textDocument, position }, token) =>
      session.answerAbout('hover', textDocument, token, null, (document, settings) => {
        const offset = toOffset(document, position);
        const found = hoverAt(session.analyses.at(document, offset, settings), offset);
        return found === null
          ? null
          : {
              contents: { kind: 'markdown' as const, value: found.markdown },
              range: toRange(document, found.span),
            };
      }),
    );
  },
};
