/** Answers what the client asks before somebody complains, and remembers the complaints that it wrote. */
import type { CancellationToken } from 'vscode-languageserver';
import type { Analysis } from '../../core/analysis.ts';
import { toRecord } from '../../core/complaint/log.ts';
import type { ContactPoint } from '../../core/contacts/point.ts';
import { campaignsOf, type Campaign } from '../../core/patrol/campaign.ts';
import type { Read } from '../arguments.ts';
import { readOfferRequest, readPreviewRequest, readTextRequest } from '../complaint-arguments.ts';
import {
  complaintOffer,
  complaintText,
  redactionPreview,
  type ComplaintParts,
} from '../complaint.ts';
import { learnedAbout } from '../learned.ts';
import { messageToTell } from '../lookups.ts';
import {
  complaintOfferRequest,
  complaintTextRequest,
  complaintWrittenNotification,
  redactionPreviewRequest,
  type ComplaintOfferResult,
  type ComplaintTextResult,
  type RedactionPreviewResult,
} from '../protocol.ts';
import { describeError, unexpected } from '../run-safe.ts';
import type { Feature, Session } from '../session.ts';
import { property } from '../settings.ts';

/** What a complaint about the message at `uri` is made from. */
export async function complaintParts(session: Session, uri: string): Promise<ComplaintParts> {
  const { runtime, settings, documents, readThroughClient, store, speak } = session;
  const now = await settings.get();
  // The tables of all numbering plans come with whoever asks first.
  const points = async (analysis: Analysis): Promise<readonly ContactPoint[]> => {
    const { contactPoints } = await import('../../core/contacts/points.ts');
    return contactPoints(analysis);
  };
  return {
    runtime,
    speak,
    settings: now,
    document: documents.get(uri),
    readThroughClient,
    store,
    contactsKnown: async (analysis) =>
      session.lookups.contactsKnown(await messageToTell(analysis, now.ownHosts), now),
    points,
    learned: async (analysis) => {
      const named = await points(analysis);
      const campaigns = await campaignsAbout(session, uri, analysis, named);
      return learnedAbout(analysis, named, campaigns, (subject) =>
        session.lookups.known(subject, now),
      );
    },
  };
}

/** Other messages of the same campaign, as far as a patrol of this run saw them. */
async function campaignsAbout(
  { campaigns }: Session,
  uri: string,
  analysis: Analysis,
  points: readonly ContactPoint[],
): Promise<readonly Campaign[]> {
  const others = campaigns.others(uri, analysis.part);
  if (others.length === 0) return [];
  const { trailOf } = await import('../../core/patrol/trail.ts');
  const borrowed = points.filter(({ place }) => place === 'from').map(({ value }) => value);
  return campaignsOf(trailOf(analysis), others, borrowed);
}

export const complaints: Feature = {
  capabilities: {},
  register(session) {
    const { connection, log } = session;

    /** A question about complaints: its arguments are read, its faults become a sentence. */
    const ask = <A extends { readonly uri: string }, R>(
      request: string,
      read: (params: unknown) => Read<A>,
      work: (args: A, parts: ComplaintParts, signal: AbortSignal) => Promise<R>,
    ): void => {
      connection.onRequest(request, (params: unknown, token: CancellationToken) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => {
          abort.abort();
        });
        return session.answer<R | { readonly kind: 'failed'; readonly message: string }>(
          request,
          token,
          async () => {
            const args = read(params);
            if (args.kind === 'bad')
              return { kind: 'failed', message: session.speak(args.message) };
            return work(args.value, await complaintParts(session, args.value.uri), abort.signal);
          },
          (error) => ({ kind: 'failed', message: session.speak(unexpected(error)) }),
        );
      });
    };
    ask<Parameters<typeof complaintText>[0], ComplaintTextResult>(
      complaintTextRequest,
      readTextRequest,
      complaintText,
    );
    ask<Parameters<typeof complaintOffer>[0], ComplaintOfferResult>(
      complaintOfferRequest,
      readOfferRequest,
      complaintOffer,
    );
    ask<Parameters<typeof redactionPreview>[0], RedactionPreviewResult>(
      redactionPreviewRequest,
      readPreviewRequest,
      redactionPreview,
    );

    connection.onNotification(complaintWrittenNotification, (params: unknown) => {
      const record = toRecord(property(params, 'record'));
      const uri = property(params, 'uri');
      if (record === null) return;
      session.store
        .remember({ ...record, file: typeof uri === 'string' ? uri : '' })
        .catch((error: unknown) => {
          log(`log of complaints: ${describeError(error)}`);
        });
    });
  },
};
