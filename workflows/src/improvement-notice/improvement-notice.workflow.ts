import { proxyActivities } from '@temporalio/workflow';
import { noticeCore, type NoticeCommand, type NoticeState, type WorkflowEffect } from '@xiangaitong/domain';
import {
  noticeSnapshotQuery,
  noticeUpdate,
  type CaseWorkflowInput,
  type EffectActivities,
} from '@xiangaitong/contracts';
import { runCase } from '../case/run-case';

// Starting a suspension that has been started changes nothing, so it may be repeated until it works.
const { startSuspension } = proxyActivities<EffectActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '500ms', maximumInterval: '1m' },
});

/** 限期改善單: from submission to its end, through up to three follow-ups. */
export const improvementNotice = (input: CaseWorkflowInput<NoticeState>): Promise<void> =>
  runCase({ core: noticeCore, update: noticeUpdate, snapshot: noticeSnapshotQuery, perform }, input);

async function perform(effect: WorkflowEffect): Promise<NoticeCommand | undefined> {
  if (effect.kind !== 'startSuspension') throw new TypeError(`A notice does not ${effect.kind}`);
  await startSuspension(effect);
  return undefined;
}
