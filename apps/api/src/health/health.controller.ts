import { Controller } from '@nestjs/common';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf } from '../http/endpoint-spec';
import { healthEndpoint, readinessEndpoint } from './health.http';
import { ReadinessService } from './readiness.service';

/** For supervisors and load balancers. */
@Controller()
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  @Endpoint(healthEndpoint)
  async alive(): Promise<AnswerOf<typeof healthEndpoint>> {
    return { status: 200, body: { status: 'ok' } };
  }

  @Endpoint(readinessEndpoint)
  async ready(): Promise<AnswerOf<typeof readinessEndpoint>> {
    const body = await this.readiness.check();
    return body.ready ? { status: 200, body } : { status: 503, body };
  }
}
