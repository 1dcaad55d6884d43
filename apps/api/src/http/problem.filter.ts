import type { IncomingMessage, ServerResponse } from 'node:http';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ProblemCode } from '@xiangaitong/contracts';
import type { Logger } from '@xiangaitong/observability';
import { problemBody } from './problem-body';
import { problemOf } from './problem-of';
import { problemStatus } from './problem-status';
import { contextIfAny } from './request-context';

/** Answers every failure as problem+json; the cause goes to the log and never to the caller. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** @param onProblem told of every problem that is answered */
  constructor(
    private readonly log: Logger,
    private readonly onProblem: (code: ProblemCode) => void,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<IncomingMessage>();
    const response = host.switchToHttp().getResponse<ServerResponse>();
    const context = contextIfAny(request);
    const problem = problemOf(error);
    const status = problemStatus[problem.code];
    this.onProblem(problem.code);
    if (status >= 500) {
      const about = { requestId: context?.requestId, caseId: context?.caseId, code: problem.code };
      this.log.error({ ...about, err: problem.cause ?? problem }, 'Request failed');
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
    if (status === 401) response.setHeader('WWW-Authenticate', 'X-Actor');
    response.statusCode = status;
    response.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
    response.setHeader('Cache-Control', 'no-store');
    response.end(JSON.stringify(problemBody(problem, context?.requestId)));
  }
}
