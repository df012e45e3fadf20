/** Answers with the routes of a message as pictures, for the route view of our client. */
import type { CancellationToken } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../core/analysis.ts';
import { pictureOf } from '../../core/picture/of-analysis.ts';
import { mapPlaces, type RoutePicture } from '../../core/picture/picture.ts';
import type { Speak } from '../../core/text/said.ts';
import { toRange } from '../convert.ts';
import {
  routeRequest,
  type MessageRoute,
  type PlaceInDocument,
  type RouteResult,
} from '../protocol.ts';
import type { Feature } from '../session.ts';
import { property } from '../settings.ts';
import { isComplaintUri } from '../uri.ts';

/** Messages forwarded inside of which routes are drawn: a digest has as many as it likes. */
const mostForwarded = 50;

export const route: Feature = {
  capabilities: {},
  register(session) {
    session.connection.onRequest(routeRequest, (params: unknown, token: CancellationToken) => {
      const uri = property(params, 'uri');
      return session.answerAbout<RouteResult>(
        routeRequest,
        { uri: typeof uri === 'string' ? uri : '' },
        token,
        { routes: [], leftOut: 0 },
        (document, settings) => {
          const own = session.analyses.message(document, settings);
          if (isComplaintUri(document.uri)) {
            return {
              routes: [{ part: null, picture: ofDraft(document, own, session.speak) }],
              leftOut: 0,
            };
          }
          const forwarded = session.analyses.forwarded(document, settings);
          return {
            routes: [own, ...forwarded.slice(0, mostForwarded)].map((analysis): MessageRoute => ({
              part: analysis.part,
              picture: toPicture(document, analysis, session.speak),
            })),
            leftOut: Math.max(0, forwarded.length - mostForwarded),
          };
        },
      );
    });
  },
};

function toPicture(
  document: TextDocument,
  analysis: Analysis,
  speak: Speak,
): RoutePicture<PlaceInDocument> {
  return mapPlaces(pictureOf(analysis, speak), (span) => toRange(document, span));
}

/** No rule about routes speaks in a complaint. */
function ofDraft(
  document: TextDocument,
  analysis: Analysis,
  speak: Speak,
): RoutePicture<PlaceInDocument> {
  return {
    ...toPicture(document, analysis, speak),
    ...{
      hops: [],
      leftOut: 0,
      border: null,
      source: null,
      totalSeconds: null,
      marks: [],
      moreMarks: 0,
    },
    empty: 'complaint',
  };
}
