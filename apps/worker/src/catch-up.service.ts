import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '@xiangaitong/observability';
import { RegisterRepository, UnfinishedCaseRepository, type CaseHead } from '@xiangaitong/persistence';
import { CaseGateway, CaseNotRunning, type TemporalClient } from '@xiangaitong/temporal-client';
import { LOGGER, ORDINARY_SUPPLIES, TEMPORAL, type Supplies } from './infrastructure.module';
import { WorkerMeasures } from './metrics/worker-measures';

/**
 * Cases of each kind that are looked at, and as many closed ones that have still something to carry out. Behind the
 * register can only be one that was between the two commits when everything died: at most as many as workers record at
 * once, and the last to have changed.
 */
const LOOKED_AT = 200;
/** Real milliseconds after which cases that had no workflow are looked at again: whether somebody has rebuilt them. */
const LOOK_AGAIN_MS = 60_000;

/**
 * After a power cut a case may know less than the register holds of it (ADR 0013). Callers who are refused
 * for that notice it; clocks that were to start would not. So a worker that starts looks at what changed last.
 */
@Injectable()
export class CatchUp {
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private readonly cases: UnfinishedCaseRepository;
  private readonly gateway: CaseGateway;

  constructor(
    @Inject(ORDINARY_SUPPLIES) { database }: Supplies,
    @Inject(TEMPORAL) temporal: TemporalClient,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly measures: WorkerMeasures,
  ) {
    this.cases = new UnfinishedCaseRepository(database);
    this.gateway = new CaseGateway(temporal.client, new RegisterRepository(database));
  }

  /** Looks in the background; what cannot be asked now is logged, and the next one is asked. */
  start(lookAgainMs = LOOK_AGAIN_MS): void {
    this.running = this.run(lookAgainMs);
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async run(lookAgainMs: number): Promise<void> {
    try {
      let without = await this.withoutWorkflow(await this.cases.lastChanged(LOOKED_AT), 0, (head) =>
        this.look(head),
      );
      while (without.length > 0 && (await this.goesOn(lookAgainMs)))
        without = await this.withoutWorkflow(without, without.length, (head) => this.isWithout(head));
    } catch (error) {
      this.logger.error({ err: error }, 'cases could not be compared with the register');
    }
  }

  /** Those of the cases of which that is found; shown to operators as they are found, and at least as many as `before`. */
  private async withoutWorkflow(
    heads: readonly CaseHead[],
    before: number,
    isOne: (head: CaseHead) => Promise<boolean>,
  ): Promise<readonly CaseHead[]> {
    const without: CaseHead[] = [];
    for (const head of heads) {
      if (this.ending.signal.aborted) break;
      if (await isOne(head)) without.push(head);
      this.measures.casesWithoutWorkflow(Math.max(without.length, before));
    }
    this.measures.casesWithoutWorkflow(without.length);
    return without;
  }

  /** @returns whether the case has no workflow */
  private async look({ caseKind, caseId, seq }: CaseHead): Promise<boolean> {
    try {
      if (await this.gateway.catchUp(caseKind, caseId, seq)) {
        this.measures.catchUp('told');
        this.logger.warn({ caseKind, caseId, seq }, 'a case was behind the register');
      }
      return false;
    } catch (error) {
      const gone = error instanceof CaseNotRunning;
      this.measures.catchUp(gone ? 'noWorkflow' : 'noAnswer');
      const what = gone ? 'a case that is not finished has no workflow' : 'a case did not answer';
      this.logger.warn({ caseKind, caseId, err: error }, what);
      return gone;
    }
  }

  /** Whether a case that had no workflow still has none and still needs one. One that cannot be asked may have none. */
  private async isWithout({ caseKind, caseId }: CaseHead): Promise<boolean> {
    try {
      const [found] = await this.cases.findMany(caseKind, [caseId]);
      if (found === undefined || (found.closed && found.pending.length === 0)) return false;
      await this.gateway.catchUp(caseKind, caseId, found.events.length);
      return false;
    } catch (error) {
      if (!(error instanceof CaseNotRunning))
        this.logger.warn({ caseKind, caseId, err: error }, 'a case did not answer');
      return true;
    }
  }

  /** Waits. @returns whether there is another look */
  private async goesOn(ms: number): Promise<boolean> {
    try {
      await pause(ms, undefined, { signal: this.ending.signal });
    } catch (error) {
      if (!this.ending.signal.aborted) throw error;
    }
    return !this.ending.signal.aborted;
  }
}
