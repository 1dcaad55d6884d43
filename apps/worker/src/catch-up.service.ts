import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '@xiangaitong/observability';
import { RegisterRepository } from '@xiangaitong/persistence';
import { CaseGateway, CaseNotRunning, type TemporalClient } from '@xiangaitong/temporal-client';
import { LOGGER, ORDINARY_SUPPLIES, TEMPORAL, type Supplies } from './infrastructure.module';
import { WorkerMeasures } from './metrics/worker-measures';

/**
 * Cases of each kind that are looked at. Behind the register can only be one that was between the two
 * commits when everything died: at most as many as workers record at once, and the last to have changed.
 */
const LOOKED_AT = 200;

/**
 * After a power cut a case may know less than the register holds of it (ADR 0013). Callers who are refused
 * for that notice it; clocks that were to start would not. So a worker that starts looks at what changed last.
 */
@Injectable()
export class CatchUp {
  private ending = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ORDINARY_SUPPLIES) private readonly supplies: Supplies,
    @Inject(TEMPORAL) private readonly temporal: TemporalClient,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly measures: WorkerMeasures,
  ) {}

  /** Looks in the background; what cannot be asked now is logged, and the next one is asked. */
  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.ending = true;
    await this.running;
  }

  private async run(): Promise<void> {
    const register = new RegisterRepository(this.supplies.database);
    const gateway = new CaseGateway(this.temporal.client, register);
    try {
      for (const { caseKind, caseId, seq } of await register.lastChanged(LOOKED_AT)) {
        if (this.ending) return;
        await this.look(gateway, caseKind, caseId, seq);
      }
    } catch (error) {
      this.logger.error({ err: error }, 'cases could not be compared with the register');
    }
  }

  private async look(
    gateway: CaseGateway,
    ...[caseKind, caseId, seq]: Parameters<CaseGateway['catchUp']>
  ): Promise<void> {
    try {
      const behind = await gateway.catchUp(caseKind, caseId, seq);
      if (!behind) return;
      this.measures.catchUp('told');
      this.logger.warn({ caseKind, caseId, seq }, 'a case was behind the register');
    } catch (error) {
      const gone = error instanceof CaseNotRunning;
      this.measures.catchUp(gone ? 'noWorkflow' : 'noAnswer');
      const what = gone ? 'an open case has no workflow' : 'a case did not answer';
      this.logger.warn({ caseKind, caseId, err: error }, what);
    }
  }
}
