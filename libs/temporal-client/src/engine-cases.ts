import type { Client, WorkflowExecutionStatusName } from '@temporalio/client';
import type { CaseKind } from '@xiangaitong/domain';
import {
  caseStateAttribute,
  caseWorkflowId,
  noticeSnapshotQuery,
  noticeWorkflowType,
  recordedSignal,
  suspensionWorkflowType,
  type CaseSnapshot,
  type CaseWorkflowInput,
} from '@xiangaitong/contracts';
import { caseStart, caseWorkflowType } from './case-start';
import { unansweredIn, type UnansweredCommand } from './unanswered-commands.parser';

/** How long a run may take to answer a question, real milliseconds: it may have to be replayed first. */
const ANSWER_WITHIN_MS = 20_000;
const PAGE = 200;

export interface CaseReferenceInEngine {
  readonly kind: CaseKind;
  readonly caseId: string;
}

/** What the engine knows of a case's last run. */
export interface CaseRun {
  readonly runId: string;
  readonly status: WorkflowExecutionStatusName;
  /** The search attribute `CaseState`; absent until the case has begun. */
  readonly caseState?: string;
  /** Attempts at the workflow task that is under way; above 1 the ones before have failed. */
  readonly taskAttempts: number;
  /** Activities that are tried again and again. */
  readonly activities: readonly {
    readonly type: string;
    readonly attempts: number;
    readonly failure: string;
  }[];
}

/** A run's own answer, or why it gave none. */
export type Asked =
  | { readonly kind: 'answered'; readonly snapshot: CaseSnapshot<unknown> }
  | { readonly kind: 'silent'; readonly why: string };

/** The cases as the engine has them: for whoever compares them with the register, or brings them back. */
export class EngineCases {
  constructor(private readonly client: Client) {}

  /** The case's last run, whatever became of it; undefined when the engine knows none. @throws when it cannot be asked */
  async runOf(kind: CaseKind, caseId: string): Promise<CaseRun | undefined> {
    try {
      const { runId, status, typedSearchAttributes, raw } = await this.handleOf(kind, caseId).describe();
      const caseState = typedSearchAttributes.get(caseStateAttribute);
      return {
        runId,
        status: status.name,
        ...(caseState === undefined ? {} : { caseState }),
        taskAttempts: raw.pendingWorkflowTask?.attempt ?? 0,
        activities: (raw.pendingActivities ?? []).map(({ activityType, attempt, lastFailure }) => ({
          type: activityType?.name ?? '',
          attempts: attempt ?? 0,
          failure: lastFailure?.message ?? '',
        })),
      };
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  /** What the run holds of its case; a run that fails, or that nobody works on, does not answer in time. */
  async ask(kind: CaseKind, caseId: string): Promise<Asked> {
    const handle = this.handleOf(kind, caseId);
    try {
      const snapshot = await this.client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
        handle.query<CaseSnapshot<unknown>, []>(noticeSnapshotQuery.name),
      );
      return { kind: 'answered', snapshot };
    } catch (error) {
      return { kind: 'silent', why: reasonOf(error) };
    }
  }

  /**
   * Commands that a run of the case has taken and not answered: its callers may have been told that they will be carried
   * out. Some may be recorded all the same. None where the engine does not know the run any more.
   */
  async unanswered(kind: CaseKind, caseId: string, runId: string): Promise<readonly UnansweredCommand[]> {
    try {
      return unansweredIn(await this.handleOf(kind, caseId, runId).fetchHistory());
    } catch (error) {
      if (isNotFound(error)) return [];
      throw error;
    }
  }

  /** Every case that runs, as the engine's list has it: it lags behind by moments, so look at each one again. */
  async *running(): AsyncGenerator<CaseReferenceInEngine> {
    const query = `(WorkflowType = '${noticeWorkflowType}' OR WorkflowType = '${suspensionWorkflowType}') AND ExecutionStatus = 'Running'`;
    for await (const { workflowId, type } of this.client.workflow.list({ query, pageSize: PAGE })) {
      const kind = type === noticeWorkflowType ? 'notice' : 'suspension';
      const prefix = caseWorkflowId(kind, '');
      if (workflowId.startsWith(prefix)) yield { kind, caseId: workflowId.slice(prefix.length) };
    }
  }

  /**
   * Starts a case anew, from what the register holds of it.
   * @param replace ends a run that is there, in the same step; else it is left alone
   * @returns whether it was started
   */
  async resume(
    kind: CaseKind,
    input: CaseWorkflowInput<unknown>,
    { taskQueue, replace }: { readonly taskQueue: string; readonly replace: boolean },
  ): Promise<boolean> {
    const { args, ...options } = caseStart(
      kind,
      { ...input, resume: { from: 'register' as const } },
      taskQueue,
    );
    try {
      await this.client.workflow.start(caseWorkflowType(kind), {
        ...options,
        args: [...args],
        workflowIdConflictPolicy: replace ? 'TERMINATE_EXISTING' : 'FAIL',
      });
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError') return false;
      throw error;
    }
  }

  /** Tells a run how far the register is; harmless where it is there already. */
  async tell(kind: CaseKind, caseId: string, head: number): Promise<void> {
    await this.handleOf(kind, caseId).signal(recordedSignal, head);
  }

  /** Ends a run that should not be; nothing where there is none any more. */
  async end(kind: CaseKind, caseId: string, reason: string): Promise<void> {
    try {
      await this.handleOf(kind, caseId).terminate(reason);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  /** Whether a workflow of this id runs, of whatever kind. */
  async isRunning(workflowId: string): Promise<boolean> {
    try {
      return (await this.client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  private handleOf(kind: CaseKind, caseId: string, runId?: string) {
    return this.client.workflow.getHandle(caseWorkflowId(kind, caseId), runId);
  }
}

const isNotFound = (error: unknown): boolean =>
  error instanceof Error && error.name === 'WorkflowNotFoundError';

/** The innermost message: the outer ones only say that a call failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}
