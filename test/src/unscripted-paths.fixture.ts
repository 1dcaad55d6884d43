import {
  caseWorkflowId,
  casesTaskQueue,
  MAX_HISTORY_EVENTS,
  noticeWorkflowType,
  type CaseWorkflowInput,
} from '@xiangaitong/contracts';
import type { NoticeState } from '@xiangaitong/domain';
import { waitUntil } from '@xiangaitong/testing';
import { bringYear, year2028 } from './calendar-year.fixture';
import { issue, servedToday, submit } from './cases.fixture';
import { cureInForce, inputOf, noticeInShortRuns, suspensionInShortRuns, tenant } from './short-runs.fixture';
import { DAY_A_SECOND, people, REAL_TIME, type System } from './system.fixture';
import { recordUnheard } from './unheard.fixture';

/** A path of the workflows that no script takes, since it is the machinery's and not a case's. */
interface UnscriptedPath {
  readonly scale: number;
  /** Plays cases to their end, in a system whose directory has been entered. */
  readonly play: (system: System) => Promise<void>;
}

const supervisor = { personId: 'p-chen', role: 'supervisor', organisationId: tenant } as const;

const withdraw = (system: System, id: string): Promise<unknown> =>
  system.api.command(`/notices/${id}/withdrawal`, people.supervisor, { reason: '誤發' });

/** Has been approved in the register; its workflow still waits for the approval. */
async function approvedUnheard(system: System): Promise<string> {
  const id = await submit(system);
  await recordUnheard(system, id, { type: 'ApproveNotice' }, supervisor);
  return id;
}

export const unscriptedPaths: Readonly<Record<string, UnscriptedPath>> = {
  'continued-as-new': {
    scale: DAY_A_SECOND,
    play: async (system) => {
      const suspension = await suspensionInShortRuns(system);
      const notice = await noticeInShortRuns(system);
      await cureInForce(system, suspension);
      await waitUntil(async () => (await system.api.notice(notice)).phase === 'proposed', {
        timeoutMs: 300_000,
        what: 'three rounds to have gone by',
        intervalMs: 250,
      });
      await withdraw(system, notice);
    },
  },
  // Its workflow is gone; the next one takes the case up from the register.
  'resumed-from-register': {
    scale: REAL_TIME,
    play: async (system) => {
      const id = await issue(system);
      const workflowId = caseWorkflowId('notice', id);
      await system.temporal.workflow.getHandle(workflowId).terminate('as an operator may');
      type Notice = (input: CaseWorkflowInput<NoticeState>) => Promise<void>;
      await system.temporal.workflow.start<Notice>(noticeWorkflowType, {
        workflowId,
        taskQueue: casesTaskQueue,
        args: [{ ...inputOf(system, id, MAX_HISTORY_EVENTS), resume: { from: 'register' } }],
      });
      await system.api.command(`/notices/${id}/deliveries`, people.tracker, servedToday(system));
      await withdraw(system, id);
    },
  },
  // The run refuses what follows from an approval that it has not heard of, and is told that it is behind.
  'told-that-it-is-behind': {
    scale: REAL_TIME,
    play: async (system) => {
      const id = await approvedUnheard(system);
      await system.api.command(`/notices/${id}/deliveries`, people.tracker, servedToday(system));
      await withdraw(system, id);
    },
  },
  // The run has something to record, and finds out by that.
  'overtaken-by-the-register': {
    scale: REAL_TIME,
    play: async (system) => withdraw(system, await approvedUnheard(system)).then(() => undefined),
  },
  'calendar-extended': {
    scale: REAL_TIME,
    play: async (system) => {
      const id = await issue(system);
      await bringYear(system, year2028);
      await waitUntil(async () => (await system.api.types('notice', id)).includes('CalendarAdopted'), {
        timeoutMs: 120_000,
        what: 'the calendar to reach the case',
      });
      await withdraw(system, id);
    },
  },
};
