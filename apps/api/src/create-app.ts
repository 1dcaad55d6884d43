import type { Server } from 'node:http';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Config } from '@xiangaitong/config';
import { businessNow, type BusinessNow } from '@xiangaitong/domain';
import { createMetricsRegistry, versionIn, type Logger } from '@xiangaitong/observability';
import helmet from 'helmet';
import { AppModule } from './app.module';
import { connectInfrastructure } from './infrastructure/connect';
import { serveDocumentation } from './http/documentation';
import { jsonBody } from './http/json-body.middleware';
import { NestLogger } from './http/nest-logger';
import { ProblemFilter } from './http/problem.filter';
import { requestLog } from './http/request-log';
import { speakChinese } from './http/validation-messages';
import { RequestMetrics } from './metrics/request-metrics';

/**
 * The whole API, connected and ready to listen.
 * @param now business time; by the machine's clock unless a test lets time skip
 * @throws when the database or the engine cannot be reached: whoever starts it tries again
 */
export async function createApp(
  config: Config,
  logger: Logger,
  now: BusinessNow = () => businessNow(config.clock, Date.now()),
): Promise<INestApplication<Server>> {
  speakChinese();
  const metrics = createMetricsRegistry({ service: 'api', version: versionIn(join(__dirname, '..')) });
  const requests = new RequestMetrics(metrics);
  const infrastructure = await connectInfrastructure(config);
  const app = await NestFactory.create<INestApplication<Server>>(
    AppModule.with({ config, logger, metrics, now, ...infrastructure }),
    {
      // Bodies are read by our own middleware, which refuses what is not UTF-8.
      bodyParser: false,
      logger: new NestLogger(logger),
      abortOnError: false,
    },
  );
  app.use(requests.middleware);
  app.use(requestLog(logger));
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          // Until there is TLS in front: a browser told to upgrade would find nothing on loopback.
          'upgrade-insecure-requests': null,
        },
      },
      strictTransportSecurity: false,
    }),
  );
  app.use(jsonBody);
  app.useGlobalFilters(new ProblemFilter(logger, (code) => requests.problem(code)));
  serveDocumentation(app);
  return app;
}
