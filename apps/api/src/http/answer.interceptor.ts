import type { ServerResponse } from 'node:http';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { inTime } from './in-time';

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Writes the status and headers that a handler chose; its body is what the caller gets, within a minute. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor<Answer, unknown> {
  intercept(execution: ExecutionContext, next: CallHandler<Answer>): Observable<unknown> {
    const response = execution.switchToHttp().getResponse<ServerResponse>();
    return next.handle().pipe(
      inTime(),
      map(({ status, body, headers }) => {
        response.statusCode = status;
        response.setHeader('Cache-Control', 'no-store');
        for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
        return body;
      }),
    );
  }
}
