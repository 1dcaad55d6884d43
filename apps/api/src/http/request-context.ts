import type { IncomingMessage } from 'node:http';
import type { Actor } from '@xiangaitong/domain';

/** What becomes known of a request on its way in; filled by the edge, read by handlers and logs. */
export interface RequestContext {
  readonly requestId: string;
  /** The parsed JSON body; undefined when none was sent. */
  body?: unknown;
  actor?: Actor;
  /** Which case the request is about, so that its log line says so. */
  caseId?: string;
}

// Beside the request instead of on it: no library's type has to be widened, and nothing can collide.
const contexts = new WeakMap<IncomingMessage, RequestContext>();

/** Opens the context of a request; the first middleware does. */
export function openContext(request: IncomingMessage, requestId: string): RequestContext {
  const context: RequestContext = { requestId };
  contexts.set(request, context);
  return context;
}

/** @throws Error when the request did not pass the first middleware: a fault of the set-up */
export function contextOf(request: IncomingMessage): RequestContext {
  const context = contexts.get(request);
  if (context === undefined) throw new Error('The request has no context: the request log is not installed');
  return context;
}

/** The context, if the request got that far. */
export const contextIfAny = (request: IncomingMessage): RequestContext | undefined => contexts.get(request);
