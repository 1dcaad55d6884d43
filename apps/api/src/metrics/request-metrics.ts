import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ProblemCode } from '@xiangaitong/contracts';
import type { MetricsRegistry } from '@xiangaitong/observability';
import { Counter, Histogram } from 'prom-client';

/** Around what is promised: a list in 50 ms, a command in a second or so, never more than ten. */
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const METHODS: readonly string[] = ['GET', 'POST', 'PUT'];

/** What is measured of requests. Labels are route patterns and codes of ours, never what a caller sent. */
export class RequestMetrics {
  private readonly durations: Histogram<'method' | 'route' | 'status'>;
  private readonly problems: Counter<'code'>;

  constructor(registry: MetricsRegistry) {
    this.durations = new Histogram({
      name: 'xiangaitong_http_request_seconds',
      help: 'Time from a request to the end of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers: [registry],
    });
    this.problems = new Counter({
      name: 'xiangaitong_http_problems_total',
      help: 'Requests refused or failed, by the code that the caller got',
      labelNames: ['code'],
      registers: [registry],
    });
  }

  /** Measures each request; the first middleware. */
  readonly middleware = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const from = performance.now();
    response.once('close', () => {
      const { method = '' } = request;
      const labels = {
        method: METHODS.includes(method) ? method : 'other',
        route: routeOf(request),
        // A caller who hung up before the answer: nginx's number for it, which no handler gives.
        status: String(response.writableFinished ? response.statusCode : 499),
      };
      this.durations.observe(labels, (performance.now() - from) / 1000);
    });
    next();
  };

  problem(code: ProblemCode): void {
    this.problems.inc({ code });
  }
}

/** The pattern that Express found for the request; what matched none is one route together. */
function routeOf(request: IncomingMessage): string {
  if (!('route' in request) || typeof request.route !== 'object' || request.route === null) return 'none';
  const { route } = request;
  return 'path' in route && typeof route.path === 'string' ? route.path : 'none';
}
