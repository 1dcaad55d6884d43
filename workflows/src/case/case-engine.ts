import { Mutex } from 'async-mutex';
import { condition, upsertSearchAttributes } from '@temporalio/workflow';
import {
  adoptedCalendar,
  businessNow,
  systemActor,
  transition,
  type Actor,
  type CaseCore,
  type CaseSummary,
  type Transition,
  type Wake,
} from '@xiangaitong/domain';
import {
  caseStateAttribute,
  type CaseWorkflowInput,
  type CommandEnvelope,
  type CommandResult,
} from '@xiangaitong/contracts/workflow';
import type { CaseFile } from './case-file';
import { decisionContext } from './decision-context';
import { loadCase, record } from './recording';
import { refusalFailure } from './refusal-failure';

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
    if (!decided.ok) throw refusalFailure(decided.error, this.file.seq);
  }

  /** @throws ApplicationFailure `DomainRefusal` */
  async execute(envelope: CommandEnvelope<C | Wake>): Promise<CommandResult> {
    await condition(() => this.file.ready);
    return this.mutex.runExclusive(() => this.carryOut(envelope));
  }

  /** Does what is due. */
  async wake(): Promise<void> {
    await this.execute(this.bySystem(`wake/${this.file.seq + 1}`, { type: 'Wake' }));
  }

  /**
   * Takes over what an effect came to. Nothing is left to do where a workflow task that was lost had it recorded,
   * and a command that had its turn first found that out: what it came to then does not fit the case any more.
   */
  async settle(effectId: string, heard: C | undefined): Promise<void> {
    if (heard !== undefined) {
      await condition(() => this.file.ready);
      await this.mutex.runExclusive(async () => {
        if (!this.file.pending.some(({ id }) => id === effectId)) return;
        await this.carryOut(this.bySystem(`effect/${effectId}`, heard), effectId);
      });
    }
    this.file.settle(effectId);
  }

  /** Something the product does by itself, under an id that is the same in every run. */
  private bySystem(commandId: string, command: C | Wake): CommandEnvelope<C | Wake> {
    return { commandId, fingerprint: commandId, command, actor: systemActor(this.input.tenant) };
  }

  private async carryOut(envelope: CommandEnvelope<C | Wake>, settles?: string): Promise<CommandResult> {
    for (;;) {
      const { state, seq } = this.file;
      const context = this.contextOf(envelope.actor);
      const at = { caseId: this.input.caseId, seq, state };
      const decided = transition(this.core, at, envelope.command, context);
      if (!decided.ok) throw refusalFailure(decided.error, seq);
      const result = await this.commit(envelope, decided.value, context.at, settles);
      if (result !== undefined) return result;
    }
  }

  /**
   * Records what was decided. Undefined when the register has gone on without this run: what was decided
   * is void, and the case has been folded again to decide anew.
   */
  private async commit(
    { commandId, fingerprint, actor, command }: CommandEnvelope<C | Wake>,
    decided: Transition<S, E>,
    at: number,
    settles: string | undefined,
  ): Promise<CommandResult | undefined> {
    const { events, effects } = decided;
    const { seq: expectedSeq } = this.file;
    const { caseId } = this.input;
    const caseKind = this.core.kind;
    const summary = this.summaryOf(decided.state);
    const { caseNumber, phase, tenant } = summary;
    const dueAt = command.type === 'Wake' ? this.core.nextWake(this.file.state) : undefined;
    const result = {
      caseKind,
      caseId,
      caseNumber,
      seq: expectedSeq + events.length,
      phase,
      events: events.map(({ type }) => type),
      at,
    };
    const outcome = await record({
      caseKind,
      caseId,
      tenant,
      expectedSeq,
      events,
      effects,
      summary,
      calendarUntil: (adoptedCalendar(events) ?? this.file.calendar).lastDay,
      at,
      ...(dueAt === undefined ? {} : { dueAt }),
      command: { commandId, fingerprint, type: command.type, actor, result },
      ...(settles === undefined ? {} : { settles }),
    });
    switch (outcome.kind) {
      case 'recorded':
        this.adopt(() => this.file.accept(decided));
        return result;
      case 'duplicate':
        // Recorded before the workflow task was lost that had it recorded, or by an earlier run.
        if (outcome.result.seq > this.file.seq) await this.foldAgain();
        return outcome.result;
      case 'stale':
        await this.foldAgain();
        return undefined;
    }
  }

  /**
   * Takes the case up as the register has it, refusing nothing until it has. In its turn: what was read before would
   * put a case back that has gone on meanwhile.
   * @param head how far the register is; nothing is done where the case is there already
   */
  async catchUp(head = Infinity): Promise<void> {
    if (head <= this.file.seq) return;
    this.file.ready = false;
    // After whatever is being recorded now: that may be all that the register is ahead by.
    await this.mutex.runExclusive(() => this.foldAgain());
  }

  private async foldAgain(): Promise<void> {
    const { events, pending } = await loadCase(this.core.kind, this.input.caseId);
    this.adopt(() =>
      this.file.restore(
        events.filter((event) => this.core.owns(event)),
        pending,
      ),
    );
  }

  private adopt(change: () => void): void {
    const before = this.core.summaryOf(this.file.state)?.phase;
    change();
    const phase = this.core.summaryOf(this.file.state)?.phase;
    if (phase === undefined || phase === before) return;
    upsertSearchAttributes([{ key: caseStateAttribute, value: `${this.core.kind}.${phase}` }]);
  }

  private contextOf(actor: Actor) {
    return decisionContext(this.input, this.file.calendar, actor, this.now());
  }

  private summaryOf(state: S): CaseSummary {
    const summary = this.core.summaryOf(state);
    if (summary === undefined) throw new TypeError('A case that has been decided upon has a summary');
    return summary;
  }
}
