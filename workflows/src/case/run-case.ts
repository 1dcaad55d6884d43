import {
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { QueryDefinition, UpdateDefinition } from '@temporalio/common';
import { realDelayUntil, type CaseCore, type WorkflowEffect } from '@xiangaitong/domain';
import {
  recordedSignal,
  timelineQuery,
  type CaseSnapshot,
  type CaseWorkflowInput,
  type CommandEnvelope,
  type CommandResult,
} from '@xiangaitong/contracts/workflow';
import { CaseEngine } from './case-engine';
import { CaseFile } from './case-file';

/** A kind of case, wired to its messages and to what it does in the world. */
export interface CaseWiring<S, C extends { readonly type: string }, E extends { readonly type: string }> {
  readonly core: CaseCore<S, C, E>;
  readonly update: UpdateDefinition<CommandResult, [CommandEnvelope<C>]>;
  readonly snapshot: QueryDefinition<CaseSnapshot<S>>;
  /** Carries an effect out; answers with the command, if any, by which the case hears of it. */
  readonly perform: (effect: WorkflowEffect, caseId: string) => Promise<C | undefined>;
}

/** How long a case that nobody has submitted waits for its first command, real milliseconds. */
const UNSUBMITTED_FOR = 3_600_000;

/**
 * The life of one case: commands come as Updates and are decided one at a time, each recorded in the
 * register before it is answered; between them the case sleeps until the next thing falls due.
 */
export async function runCase<S, C extends { readonly type: string }, E extends { readonly type: string }>(
  wiring: CaseWiring<S, C, E>,
  input: CaseWorkflowInput<S>,
): Promise<void> {
  const { core, update, snapshot } = wiring;
  const file = new CaseFile(core, input);
  const engine = new CaseEngine(core, input, file);
  // Before the first await: an Update may be waiting already.
  setHandler(update, (envelope) => engine.execute(envelope), {
    validator: (envelope: CommandEnvelope<C>) => engine.validate(envelope),
  });
  setHandler(recordedSignal, (head) => engine.catchUp(head));
  setHandler(snapshot, () => file.snapshot());
  setHandler(timelineQuery, () => file.timeline);

  const idle = (): boolean => !engine.isBusy() && allHandlersFinished();
  const longEnough = (): boolean =>
    workflowInfo().historyLength > input.maxHistoryEvents || workflowInfo().continueAsNewSuggested;
  const goOn = (resume: NonNullable<CaseWorkflowInput<S>['resume']>): Promise<never> =>
    continueAsNew<(next: CaseWorkflowInput<S>) => Promise<void>>({
      ...input,
      calendar: file.calendar,
      resume,
    });

  if (!file.ready) await engine.catchUp();
  if (file.seq === 0) await condition(() => file.seq > 0 && idle(), UNSUBMITTED_FOR);

  while (file.seq > 0 && (!core.isClosed(file.state) || file.pending.length > 0)) {
    if (longEnough() && idle()) {
      const { state, seq, pending, timeline } = file;
      await goOn({ from: 'run', state, seq, pending, timeline });
    }
    await step(wiring, input, engine, () => longEnough() && idle());
  }
  await condition(allHandlersFinished);
}

/** Carries out one effect, or does what is due, or sleeps until something changes. */
async function step<S, C extends { readonly type: string }, E extends { readonly type: string }>(
  { core, perform }: CaseWiring<S, C, E>,
  { caseId, clock }: CaseWorkflowInput<S>,
  engine: CaseEngine<S, C, E>,
  mayContinueAsNew: () => boolean,
): Promise<void> {
  const { file } = engine;
  try {
    const [effect] = file.pending;
    if (effect !== undefined) {
      const heard = await perform(effect, caseId);
      await engine.settle(effect.id, heard);
      return;
    }
    const wakeAt = core.nextWake(file.state);
    if (wakeAt !== undefined && wakeAt <= engine.now()) {
      await engine.wake();
      return;
    }
    const stirred = (): boolean =>
      file.pending.length > 0 ||
      core.nextWake(file.state) !== wakeAt ||
      core.isClosed(file.state) ||
      mayContinueAsNew();
    await (wakeAt === undefined
      ? condition(stirred)
      : condition(stirred, realDelayUntil(clock, wakeAt, Date.now())));
  } catch (error) {
    if (isCancellation(error)) throw error;
    // Nothing that the rules foresee: fail the task, not the case, so that a mended release takes it up.
    throw new Error('A case could not go on', { cause: error });
  }
}
