import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../logger';
import type { MetricsRegistry } from './process-metrics';

/** Where metrics are served. */
export interface MetricsAddress {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
}

/** A listening metrics port, which its owner closes. */
export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A scraper that trickles its request must not hold a connection for ever, real milliseconds. */
const REQUEST_WITHIN_MS = 5_000;

/**
 * Serves `GET /metrics` in Prometheus' text format, on a port of its own: what stands in front of the API never
 * sees it, and a storm of requests does not delay it.
 * @throws when the port is taken: a process that nobody can watch does not start
 */
export async function startMetricsServer(
  registry: MetricsRegistry,
  { host, port }: MetricsAddress,
  logger: Logger,
): Promise<MetricsServer> {
  const server = createServer({ requestTimeout: REQUEST_WITHIN_MS }, (request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      (error: unknown) => {
        logger.error({ err: error }, 'Metrics could not be collected');
        response.writeHead(500).end();
      },
    );
  });
  await listening(server, host, port);
  const bound = boundPort(server);
  logger.info({ host, port: bound }, 'Serving metrics');
  return { port: bound, close: () => closed(server) };
}

const listening = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    // A scraper keeps its connection open; there is nothing in flight that somebody needs.
    server.closeAllConnections();
  });

function boundPort(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('A TCP server has a port');
  return address.port;
}
