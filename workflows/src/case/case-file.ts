import {
  adoptedCalendar,
  fold,
  isWorkflowEffect,
  type Actor,
  type CaseCore,
  type Recorded,
  type Transition,
  type WorkCalendar,
  type WorkflowEffect,
} from '@xiangaitong/domain';
import type { CaseSnapshot, CaseWorkflowInput, TimelineEntry } from '@xiangaitong/contracts/workflow';

/** What a run holds of its case in memory; all of it can be folded again from the register. */
export class CaseFile<S, C extends { readonly type: string }, E extends { readonly type: string }> {
  state: S;
  seq = 0;
  pending: readonly WorkflowEffect[] = [];
  timeline: readonly TimelineEntry[] = [];
  /** What it began with, until it adopts another. */
  calendar: WorkCalendar;
  /** False until a run that resumes from the register has folded its case. */
  ready: boolean;

  constructor(
    private readonly core: CaseCore<S, C, E>,
    input: CaseWorkflowInput<S>,
  ) {
    const { resume, calendar } = input;
    this.calendar = calendar;
    this.state = core.initial;
    this.ready = resume?.from !== 'register';
    if (resume?.from === 'run') {
      ({ state: this.state, seq: this.seq, pending: this.pending, timeline: this.timeline } = resume);
    }
  }

  restore(events: readonly Recorded<E>[], pending: readonly WorkflowEffect[]): void {
    this.state = fold(this.core, events);
    this.calendar = adoptedCalendar(events) ?? this.calendar;
    this.seq = events.length;
    this.pending = pending;
    this.timeline = events.map((event, index) => entryOf(index + 1, event.type, event.at, event.by));
    this.ready = true;
  }

  accept({ state, events, effects }: Transition<S, E>): void {
    const entries = events.map((event, index) =>
      entryOf(this.seq + index + 1, event.type, event.at, event.by),
    );
    this.timeline = [...this.timeline, ...entries];
    this.state = state;
    this.calendar = adoptedCalendar(events) ?? this.calendar;
    this.seq += events.length;
    this.pending = [...this.pending, ...effects.filter(isWorkflowEffect)];
  }

  settle(effectId: string): void {
    this.pending = this.pending.filter((effect) => effect.id !== effectId);
  }

  snapshot(): CaseSnapshot<S> {
    const summary = this.core.summaryOf(this.state);
    const { state, seq, pending } = this;
    return { state, seq, pending, ...(summary === undefined ? {} : { summary }) };
  }
}

const entryOf = (seq: number, type: string, at: number, by: Actor): TimelineEntry => ({
  seq,
  type,
  at,
  by: by.personId,
});
