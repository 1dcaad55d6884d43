import { Mutex } from 'async-mutex';
import { ApplicationFailure, condition, upsertSearchAttributes } from '@temporalio/workflow';
import {
  businessNow,
  systemActor,
  transition,
  type Actor,
  type CaseCore,
  type CaseSummary,
  type DecisionContext,
  type DomainError,
  type Transition,
  type Wake,
} from '@xiangaitong/domain';
import {
  caseStateAttribute,
  refusalFailureType,
  staleRunFailureType,
  type CaseWorkflowInput,
  type CommandEnvelope,
  type CommandResult,
} from '@xiangaitong/contracts';
import type { CaseFile } from './case-file';
import { isStale, record } from './recording';

/** Takes commands one at a time: decide, record, and only then believe it. */
export class CaseEngine<S, C extends { readonly type: string }, E extends { readonly type: string }> {
  private readonly mutex = new Mutex();

  constructor(
    private readonly core: CaseCore<S, C, E>,
    private readonly input: CaseWorkflowInput<S>,
    readonly file: CaseFile<S, C, E>,
  ) {}

  /** Business time. */
  now(): number {
    return businessNow(this.input.clock, Date.now());
  }

  isBusy(): boolean {
    return this.mutex.isLocked();
  }

  /** Refuses what cannot be, leaving no history. Synchronous: a promise would accept everything. */
  validate({ command, actor }: CommandEnvelope<C>): void {
    if (!this.file.ready) return;
    const decided = this.core.decide(this.file.state, command, this.contextOf(actor));
    if (!decided.ok) throw refusalFailure(decided.error);
  }

  /** Something the product does by itself, under an id that is the same in every run. */
  executeBySystem(commandId: string, command: C | Wake, settles?: string): Promise<CommandResult> {
    const actor = systemActor(this.input.tenant);
    return this.execute({ commandId, fingerprint: commandId, command, actor }, settles);
  }

  /** @throws ApplicationFailure `DomainRefusal`, or `StaleRun` when the register has gone on without this run */
  execute(envelope: CommandEnvelope<C | Wake>, settles?: string): Promise<CommandResult> {
    return this.mutex.runExclusive(async () => {
      await condition(() => this.file.ready);
      // Decided on a state that the register has left behind: the next run decides it.
      if (this.file.stale) throw staleFailure();
      const { state, seq } = this.file;
      const context = this.contextOf(envelope.actor);
      const at = { caseId: this.input.caseId, seq, state };
      const decided = transition(this.core, at, envelope.command, context);
      if (!decided.ok) throw refusalFailure(decided.error);
      return this.commit(envelope, decided.value, context.at, settles);
    });
  }

  private async commit(
    { commandId, fingerprint, actor, command }: CommandEnvelope<C | Wake>,
    decided: Transition<S, E>,
    at: number,
    settles: string | undefined,
  ): Promise<CommandResult> {
    const { events, effects } = decided;
    const { seq: expectedSeq } = this.file;
    const { caseId } = this.input;
    const caseKind = this.core.kind;
    const summary = this.summaryOf(decided.state);
    const { caseNumber, phase, tenant } = summary;
    const types = events.map((event) => event.type);
    const result = {
      caseKind,
      caseId,
      caseNumber,
      seq: expectedSeq + events.length,
      phase,
      events: types,
      at,
    };
    try {
      const outcome = await record({
        caseKind,
        caseId,
        tenant,
        expectedSeq,
        events,
        effects,
        summary,
        at,
        command: { commandId, fingerprint, type: command.type, actor, result },
        ...(settles === undefined ? {} : { settles }),
      });
      if (outcome.kind === 'duplicate') return this.firstAnswer(outcome.result);
    } catch (error) {
      if (isStale(error)) this.file.stale = true;
      throw error;
    }
    const before = this.core.summaryOf(this.file.state)?.phase;
    this.file.accept(decided);
    if (before !== phase)
      upsertSearchAttributes([{ key: caseStateAttribute, value: `${caseKind}.${phase}` }]);
    return result;
  }

  /** An answer that lies ahead of this run was recorded by another one. */
  private firstAnswer(result: CommandResult): CommandResult {
    if (result.seq > this.file.seq) {
      this.file.stale = true;
      throw staleFailure();
    }
    return result;
  }

  private contextOf(actor: Actor): DecisionContext {
    const { calendar, policy } = this.input;
    return { at: this.now(), actor, calendar, policy };
  }

  private summaryOf(state: S): CaseSummary {
    const summary = this.core.summaryOf(state);
    if (summary === undefined) throw new TypeError('A case that has been decided upon has a summary');
    return summary;
  }
}

const refusalFailure = (error: DomainError): ApplicationFailure =>
  ApplicationFailure.create({
    type: refusalFailureType,
    message: error.code,
    details: [error],
    nonRetryable: true,
  });

const staleFailure = (): ApplicationFailure =>
  ApplicationFailure.create({
    type: staleRunFailureType,
    message: 'The register has gone on without this run: send the command again',
    nonRetryable: true,
  });
