/** Answers what only our own client asks. */
import type { CancellationToken } from 'vscode-languageserver';
import {
  partsRequest,
  sourceRequest,
  traceFileRequest,
  type PartsResult,
  type SourceResult,
  type TraceFileResult,
} from '../protocol.ts';
import { listPartsOf } from '../parts.ts';
import { unexpected } from '../run-safe.ts';
import type { Feature } from '../session.ts';
import { property } from '../settings.ts';
import { readTraceFileParams, traceFile } from '../trace-file.ts';
import { isUri } from '../uri.ts';

export const requests: Feature = {
  capabilities: {},
  register(session) {
    const { connection, runtime } = session;
    connection.onRequest(sourceRequest, (params: unknown, token: CancellationToken) => {
      const uri = property(params, 'uri');
      return session.answerAbout<SourceResult>(
        sourceRequest,
        { uri: typeof uri === 'string' ? uri : '' },
        token,
        { ip: null, hops: null },
        (document, settings) => {
          const { source, hops } = session.analyses.message(document, settings).route;
          return { ip: source?.ip ?? null, hops: hops.length };
        },
      );
    });

    connection.onRequest(partsRequest, (params: unknown, token: CancellationToken) => {
      const uri = property(params, 'uri');
      const offset = property(params, 'offset');
      return session.answer<PartsResult>(
        partsRequest,
        token,
        () =>
          listPartsOf(isUri(uri) ? uri : '', typeof offset === 'number' ? offset : null, {
            runtime,
            speak: session.speak,
            document: isUri(uri) ? session.documents.get(uri) : undefined,
            readThroughClient: session.readThroughClient,
          }),
        (error) => ({ kind: 'failed', message: session.speak(unexpected(error)) }),
      );
    });

    connection.onRequest(traceFileRequest, (params: unknown, token: CancellationToken) =>
      session.answer<TraceFileResult>(
        traceFileRequest,
        token,
        (settings) => {
          const file = readTraceFileParams(params, (text) => runtime.base64.decode(text));
          return { report: file === null ? 'No file was sent.\n' : traceFile(file, settings) };
        },
        (error) => ({ report: session.speak(unexpected(error)) }),
      ),
    );
  },
};
