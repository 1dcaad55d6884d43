import {
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
  isGrpcServiceError,
  type Client,
  type WorkflowUpdateHandle,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type {
  CaseKind,
  NoticeCommand,
  NoticeState,
  SuspensionCommand,
  SuspensionState,
} from '@xiangaitong/domain';
import {
  caseWorkflowId,
  calendarKeeperWorkflowId,
  handOverWorkflowId,
  noticeSnapshotQuery,
  noticeUpdate,
  pokeSignal,
  recordedSignal,
  refusalFailureType,
  suspensionUpdate,
  taskQueueOfCase,
  type CaseSnapshot,
  type CaseWorkflowInput,
  type CommandEnvelope,
  type CommandResult,
} from '@xiangaitong/contracts';
import { CaseNotRunning, CommandNotAccepted, CommandRefused } from './case-gateway.errors';
import { caseStart, caseWorkflowType } from './case-start';
import { parseRefusal } from './refusal.parser';

/** How long a question after a command may take, real milliseconds; without an answer it is still pending. */
const OUTCOME_WITHIN_MS = 1_000;

/** Done, or taken durably and not done within the time given. */
export type Sent = { readonly kind: 'done'; readonly result: CommandResult } | { readonly kind: 'pending' };

/** How far the register is: the sequence number of a case's last event, 0 for one that it does not know. */
export interface CaseHeads {
  headOf(kind: CaseKind, caseId: string): Promise<number>;
}

/** A run that was told that it is behind catches up before it answers; more than this is another fault. */
const CATCH_UPS = 3;

/**
 * Brings commands to the workflows that own the cases.
 *
 * Sending again under the same command id is always safe: the run recognises the Update id, and a
 * later run finds the first answer in the register.
 */
export class CaseGateway {
  /** @param answerWithinMs real milliseconds after which an accepted command is answered with `pending` */
  constructor(
    private readonly client: Client,
    private readonly register: CaseHeads,
    private readonly answerWithinMs = 10_000,
  ) {}

  /** @throws CommandRefused, CaseNotRunning, CommandNotAccepted */
  async sendToNotice(noticeId: string, envelope: CommandEnvelope<NoticeCommand>): Promise<Sent> {
    const handle = this.client.workflow.getHandle(caseWorkflowId('notice', noticeId));
    return this.answer('notice', noticeId, (updateOptions) =>
      handle.startUpdate(noticeUpdate, { args: [envelope], ...updateOptions, updateId: envelope.commandId }),
    );
  }

  /** @throws CommandRefused, CaseNotRunning, CommandNotAccepted */
  async sendToSuspension(suspensionId: string, envelope: CommandEnvelope<SuspensionCommand>): Promise<Sent> {
    const handle = this.client.workflow.getHandle(caseWorkflowId('suspension', suspensionId));
    return this.answer('suspension', suspensionId, (updateOptions) =>
      handle.startUpdate(suspensionUpdate, {
        args: [envelope],
        ...updateOptions,
        updateId: envelope.commandId,
      }),
    );
  }

  /** Starts the notice's workflow with its first command, both or neither; an existing one gets the command. */
  async startNotice(
    input: CaseWorkflowInput<NoticeState>,
    envelope: CommandEnvelope<NoticeCommand>,
  ): Promise<Sent> {
    return this.answer('notice', input.caseId, (updateOptions) =>
      this.client.workflow.startUpdateWithStart(noticeUpdate, {
        args: [envelope],
        ...updateOptions,
        updateId: envelope.commandId,
        startWorkflowOperation: startOperation('notice', input, envelope),
      }),
    );
  }

  /** Starts the suspension's workflow with its decision, both or neither; an existing one gets the command. */
  async startSuspension(
    input: CaseWorkflowInput<SuspensionState>,
    envelope: CommandEnvelope<SuspensionCommand>,
  ): Promise<Sent> {
    return this.answer('suspension', input.caseId, (updateOptions) =>
      this.client.workflow.startUpdateWithStart(suspensionUpdate, {
        args: [envelope],
        ...updateOptions,
        updateId: envelope.commandId,
        startWorkflowOperation: startOperation('suspension', input, envelope),
      }),
    );
  }

  /**
   * What became of a command that the engine took: for one that is not in the register. Undefined when
   * the engine never took it, or has forgotten it with the run that did.
   * @throws CommandRefused when its turn came and the case had moved on
   */
  async outcomeOf(kind: CaseKind, caseId: string, commandId: string): Promise<Sent | undefined> {
    const handle = this.client.workflow.getHandle(caseWorkflowId(kind, caseId));
    const update = handle.getUpdateHandle<CommandResult>(commandId);
    try {
      const result = await this.client.withDeadline(Date.now() + OUTCOME_WITHIN_MS, () => update.result());
      return { kind: 'done', result };
    } catch (error) {
      const known = translate(error);
      if (known instanceof CaseNotRunning) return undefined;
      if (known instanceof CommandNotAccepted) return { kind: 'pending' };
      throw known;
    }
  }

  /**
   * There are cases to hand over. Should it get lost, they are found at the next look.
   * @throws when the engine cannot be reached, or no worker has ever started
   */
  pokeHandOvers(): Promise<void> {
    return this.poke(handOverWorkflowId);
  }

  /** A calendar has come into force; the same holds. */
  pokeCalendarKeeper(): Promise<void> {
    return this.poke(calendarKeeperWorkflowId);
  }

  private async poke(workflowId: string): Promise<void> {
    const handle = this.client.workflow.getHandle(workflowId);
    await this.client.withDeadline(Date.now() + OUTCOME_WITHIN_MS, () => handle.signal(pokeSignal));
  }

  /**
   * Tells a run that the register is ahead of it; nothing where it is not.
   * @returns whether it was behind
   * @throws CaseNotRunning, CommandNotAccepted
   */
  async catchUp(kind: CaseKind, caseId: string, head: number): Promise<boolean> {
    const handle = this.client.workflow.getHandle(caseWorkflowId(kind, caseId));
    try {
      // A run that has ended would still answer, out of its history.
      const { status } = await handle.describe();
      if (status.name !== 'RUNNING') throw new CaseNotRunning();
      const { seq } = await handle.query<CaseSnapshot<unknown>, []>(noticeSnapshotQuery.name);
      if (seq >= head) return false;
      await handle.signal(recordedSignal, head);
      return true;
    } catch (error) {
      throw translate(error);
    }
  }

  private async answer(kind: CaseKind, caseId: string, start: StartUpdate): Promise<Sent> {
    for (let catchUps = 0; ; catchUps += 1) {
      try {
        return await this.answerOnce(start);
      } catch (error) {
        const known = translate(error);
        if (!(known instanceof CommandRefused) || known.seq === undefined || catchUps === CATCH_UPS)
          throw known;
        // What a run refuses that does not know what the register knows is not refused: it is told, and asked
        // again under the same id. A refusal at the gate leaves no trace, so the engine takes it as new.
        const head = await this.register.headOf(kind, caseId);
        if (head <= known.seq) throw known;
        await this.client.workflow
          .getHandle(caseWorkflowId(kind, caseId))
          .signal(recordedSignal, head)
          .catch((failure: unknown) => {
            throw translate(failure);
          });
      }
    }
  }

  private async answerOnce(start: StartUpdate): Promise<Sent> {
    const until = Date.now() + this.answerWithinMs;
    // Until it is accepted an Update is in nobody's history: only then may the caller hear that it was taken.
    const handle = await this.client.withDeadline(until, () => start({ waitForStage: 'ACCEPTED' }));
    return withinTime(handle.result(), until - Date.now());
  }
}

type StartUpdate = (options: {
  readonly waitForStage: 'ACCEPTED';
}) => Promise<WorkflowUpdateHandle<CommandResult>>;

function startOperation<S, C extends { readonly type: string }>(
  kind: CaseKind,
  input: CaseWorkflowInput<S>,
  { command }: CommandEnvelope<C>,
) {
  const { args, ...options } = caseStart(kind, input, taskQueueOfCase(command));
  return new WithStartWorkflowOperation<(input: CaseWorkflowInput<S>) => Promise<void>>(
    caseWorkflowType(kind),
    { ...options, args: [...args], workflowIdConflictPolicy: 'USE_EXISTING' },
  );
}

async function withinTime(result: Promise<CommandResult>, ms: number): Promise<Sent> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Sent>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'pending' }), Math.max(ms, 0));
  });
  try {
    return await Promise.race([result.then((done): Sent => ({ kind: 'done', result: done })), late]);
  } finally {
    clearTimeout(timer);
    // The answer to a command that was too slow is in the register; nobody is left here to hear of a failure.
    result.catch(() => undefined);
  }
}

/** How a deadline that passes while the call is under way may also come back. */
const GRPC_CANCELLED = 1;
const GRPC_DEADLINE_EXCEEDED = 4;
const GRPC_NOT_FOUND = 5;
/** The engine takes no Update while the case's last workflow task has failed or timed out: it is tried again. */
const GRPC_FAILED_PRECONDITION = 9;
const GRPC_UNAVAILABLE = 14;
const notAccepted: readonly number[] = [
  GRPC_CANCELLED,
  GRPC_DEADLINE_EXCEEDED,
  GRPC_FAILED_PRECONDITION,
  GRPC_UNAVAILABLE,
];

/** What the engine calls the failure of an Update that a run had accepted, and that it ended without answering. */
const RUN_ENDED = 'AcceptedUpdateCompletedWorkflow';

function translate(error: unknown): unknown {
  const failure = failureOf(error);
  if (failure?.type === refusalFailureType) {
    const { error: refusal, seq } = parseRefusal(failure.details);
    return new CommandRefused(refusal, seq);
  }
  if (failure?.type === RUN_ENDED) return new CaseNotRunning(true);
  if (error instanceof Error && error.name === 'WorkflowNotFoundError') return new CaseNotRunning();
  if (error instanceof Error && error.name === 'WorkflowExecutionAlreadyStartedError')
    return new CaseNotRunning();
  const code = statusOf(error);
  if (code === GRPC_NOT_FOUND) return new CaseNotRunning();
  if (code !== undefined && notAccepted.includes(code)) return new CommandNotAccepted(error);
  return error;
}

function statusOf(error: unknown): number | undefined {
  if (isGrpcServiceError(error)) return error.code;
  return error instanceof Error && error.cause !== undefined ? statusOf(error.cause) : undefined;
}

function failureOf(error: unknown): ApplicationFailure | undefined {
  if (!(error instanceof WorkflowUpdateFailedError)) return undefined;
  return error.cause instanceof ApplicationFailure ? error.cause : undefined;
}
