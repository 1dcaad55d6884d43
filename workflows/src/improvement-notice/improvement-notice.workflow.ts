import { proxyActivities } from '@temporalio/workflow';
import { noticeCore, type NoticeCommand, type NoticeState, type WorkflowEffect } from '@xiangaitong/domain';
import {
  noticeSnapshotQuery,
  noticeUpdate,
  type CaseWorkflowInput,
  type EffectActivities,
} from '@xiangaitong/contracts/workflow';
import { runCase } from '../case/run-case';

// Started or called off once, a suspension is not started or called off again: both may be repeated until they work.
const { startSuspension, recallSuspension } = proxyActivities<EffectActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '500ms', maximumInterval: '1m' },
});

/** 限期改善單: from submission to its end, through up to three follow-ups. */
export const improvementNotice = (input: CaseWorkflowInput<NoticeState>): Promise<void> =>
  runCase({ core: noticeCore, update: noticeUpdate, snapshot: noticeSnapshotQuery, perform }, input);

async function perform(effect: WorkflowEffect): Promise<NoticeCommand | undefined> {
  switch (effect.kind) {
    case 'startSuspension':
      await startSuspension(effect);
      return undefined;
    case 'recallSuspension':
      await recallSuspension(effect);
      return undefined;
    case 'reportToNotice':
    case 'actuate':
      throw new TypeError(`A notice does not ${effect.kind}`);
  }
}
