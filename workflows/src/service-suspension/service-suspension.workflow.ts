import { proxyActivities } from '@temporalio/workflow';
import {
  suspensionCore,
  type SuspensionCommand,
  type SuspensionState,
  type WorkflowEffect,
} from '@xiangaitong/domain';
import {
  suspensionSnapshotQuery,
  suspensionUpdate,
  type CaseWorkflowInput,
  type EffectActivities,
} from '@xiangaitong/contracts/workflow';
import { runCase } from '../case/run-case';

// Both bring about a state that is named, not a change: repeated, they find it there. A restoration that
// finds no recorded confirmation goes on failing, visibly and without effect, until someone looks.
const { actuate, reportToNotice } = proxyActivities<EffectActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '500ms', maximumInterval: '1m' },
});

/** 中止服務: from the decision, through written notice and execution, to restoration. */
export const serviceSuspension = (input: CaseWorkflowInput<SuspensionState>): Promise<void> =>
  runCase(
    { core: suspensionCore, update: suspensionUpdate, snapshot: suspensionSnapshotQuery, perform },
    input,
  );

async function perform(effect: WorkflowEffect, suspensionId: string): Promise<SuspensionCommand | undefined> {
  switch (effect.kind) {
    case 'actuate': {
      const { serviceOn } = await actuate(effect, suspensionId);
      return { type: 'RecordActuation', desired: effect.desired, serviceOn };
    }
    case 'reportToNotice':
      await reportToNotice(effect, suspensionId);
      return undefined;
    case 'startSuspension':
    case 'recallSuspension':
      throw new TypeError(`A suspension does not ${effect.kind}`);
  }
}
