import { WorkflowNotFoundError, type Client, type WorkflowHandle } from '@temporalio/client';
import type { BusinessClock } from '@xiangaitong/domain';
import {
  calendarKeeperWorkflowId,
  calendarKeeperWorkflowType,
  casesTaskQueue,
  dispatchWorkflowId,
  dispatchWorkflowType,
  handOverWorkflowId,
  handOverWorkflowType,
  laneWorkflowTaskQueue,
  lanes,
  type CalendarKeeperInput,
  type DispatchLaneInput,
  type HandOverInput,
} from '@xiangaitong/contracts';

/** How long a lane waits before it looks by itself, real milliseconds: bounds what a lost poke costs. */
const LANE_POLL_MS = 30_000;
/** The same for the cases of somebody who was disabled: their tasks have changed hands already. */
const HAND_OVER_POLL_MS = 60_000;
/** The same for a calendar that has come into force: cases have days enough for weeks. */
const CALENDAR_POLL_MS = 60_000;

/** A workflow of which there is one for as long as the product runs. */
export interface StandingWorkflow {
  readonly type: string;
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly input: DispatchLaneInput | HandOverInput | CalendarKeeperInput;
}

/** Each lane, the one that hands over cases and the one that keeps the calendar. None holds a truth of its own. */
export const standingWorkflows = (clock: BusinessClock): readonly StandingWorkflow[] => [
  ...lanes.map((lane) => ({
    type: dispatchWorkflowType,
    workflowId: dispatchWorkflowId(lane),
    taskQueue: laneWorkflowTaskQueue,
    input: { lane, clock, pollMs: LANE_POLL_MS },
  })),
  {
    type: handOverWorkflowType,
    workflowId: handOverWorkflowId,
    taskQueue: casesTaskQueue,
    input: { pollMs: HAND_OVER_POLL_MS },
  },
  {
    type: calendarKeeperWorkflowType,
    workflowId: calendarKeeperWorkflowId,
    taskQueue: casesTaskQueue,
    input: { pollMs: CALENDAR_POLL_MS },
  },
];

/**
 * Starts one; one that runs is used as it is, so that any number of processes may do this. A former release's that runs
 * on a queue where nobody works any more is replaced: it holds no truth of its own, and letters that it had claimed are
 * leased.
 */
export async function startStanding(
  client: Client,
  { type, workflowId, taskQueue, input }: StandingWorkflow,
): Promise<void> {
  const start = (): Promise<WorkflowHandle> =>
    client.workflow.start(type, {
      workflowId,
      taskQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [input],
    });
  const running = await (await start()).describe();
  if (running.taskQueue === taskQueue) return;
  try {
    // That run only: another worker may have put a new one in its place by now.
    await client.workflow.getHandle(workflowId, running.runId).terminate('moved to another task queue');
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
  await start();
}
