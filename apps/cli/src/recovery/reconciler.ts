import { setTimeout as pause } from 'node:timers/promises';
import type { CaseKind } from '@xiangaitong/domain';
import type { RegisteredCase, ServiceDrift, ServiceDriftRepository } from '@xiangaitong/persistence';
import type { EngineCases, StandingWorkflow } from '@xiangaitong/temporal-client';
import type { CaseObserver } from './case-observer';
import type { CaseWalk, Progress } from './case-walk';
import type { Finding } from './difference-lines';

/** Real milliseconds after which a service that seems to be in the wrong state is looked at again. */
const BETWEEN_LOOKS_MS = 1_000;

/** What a comparison of register and engine has found. */
export interface Reconciled {
  /** Cases that have to have a workflow. */
  readonly compared: number;
  /** Cases that moved at every look, and were not compared. */
  readonly busy: number;
  readonly findings: number;
  readonly standing: readonly StandingWorkflow[];
  readonly drifts: readonly ServiceDrift[];
}

/** Compares register and engine; writes nothing. */
export class Reconciler {
  constructor(
    private readonly walk: CaseWalk,
    private readonly observer: CaseObserver,
    private readonly engine: EngineCases,
    private readonly services: ServiceDriftRepository,
    private readonly standing: readonly StandingWorkflow[],
  ) {}

  /** @param found hears of each case about which the two disagree, as it is found */
  async run(found: (finding: Finding) => void, progress: Progress): Promise<Reconciled> {
    let busy = 0;
    let findings = 0;
    const compare = async (
      kind: CaseKind,
      caseId: string,
      registered: RegisteredCase | undefined,
    ): Promise<void> => {
      const settled = await this.observer.settle(await this.observer.look(kind, caseId, registered));
      if (settled === 'busy') {
        busy += 1;
      } else if (settled.finding.differences.length > 0) {
        findings += 1;
        found(settled.finding);
      }
    };
    const compared = await this.walk.inRegister((one) => compare(one.kind, one.id, one), progress);
    await this.walk.onlyInEngine(compare);
    return {
      compared,
      busy,
      findings,
      standing: await missingStanding(this.engine, this.standing),
      drifts: await this.drifts(),
    };
  }

  /** What is seen twice: between an order and its execution a service is in neither state. */
  private async drifts(): Promise<readonly ServiceDrift[]> {
    const first = await this.services.list();
    if (first.length === 0) return [];
    await pause(BETWEEN_LOOKS_MS);
    const again = await this.services.list();
    return again.filter(({ organisationId }) =>
      first.some((drift) => drift.organisationId === organisationId),
    );
  }
}

/** Those of the workflows of which there is always one that do not run. */
export async function missingStanding(
  engine: EngineCases,
  standing: readonly StandingWorkflow[],
): Promise<readonly StandingWorkflow[]> {
  const running = await Promise.all(standing.map(({ workflowId }) => engine.isRunning(workflowId)));
  return standing.filter((_, index) => running[index] !== true);
}
