import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@xiangaitong/observability';
import { pinoHttp } from 'pino-http';
import { contextIfAny, openContext } from './request-context';

const quiet: readonly string[] = ['/healthz', '/readyz'];

/**
 * One line a request: who asked, about which case, how it went. The first middleware: it opens the
 * request's context and gives it the id that the caller sent, or a new one.
 */
export function requestLog(logger: Logger) {
  return pinoHttp<IncomingMessage, ServerResponse>({
    logger,
    genReqId: (request, response) => {
      const { requestId } = openContext(request, requestIdOf(request.headers['x-request-id']));
      response.setHeader('X-Request-Id', requestId);
      return requestId;
    },
    // Neither query nor headers: they may name people. The path names cases only.
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({ method, path: url.split('?')[0] }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      // What went wrong has a line of its own, written where it was caught.
      err: ({ message }: { message: string }) => message,
    },
    customAttributeKeys: { reqId: 'requestId' },
    quietReqLogger: true,
    customProps: (request) => {
      const context = contextIfAny(request);
      return {
        ...(context?.caseId === undefined ? {} : { caseId: context.caseId }),
        ...(context?.actor === undefined
          ? {}
          : { personId: context.actor.personId, role: context.actor.role }),
      };
    },
    customLogLevel: (request, response, error) => {
      if (quiet.includes(request.url ?? '')) return 'debug';
      if (response.statusCode >= 500 || error !== undefined) return 'error';
      return response.statusCode >= 400 ? 'warn' : 'info';
    },
  });
}

function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[A-Za-z0-9._-]{1,100}$/.test(header) ? header : randomUUID();
}
