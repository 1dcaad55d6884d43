import { noticeCore } from '../notice/notice-core';
import type { NoticePlay } from '../notice/notice.fixture';
import type { SuspensionPlay } from '../suspension/suspension.fixture';
import { suspensionCore } from '../suspension/suspension-core';
import type { Instant } from '../time/taipei';
import { isWorkflowEffect, type LetterEffect, type WorkflowEffect } from './effect';
import { people, Play, RESPONDENT, shippedRules, type Rules } from './play.fixture';

const holding: readonly string[] = ['executing', 'inForce', 'assessing', 'awaitingConfirmation', 'confirmed'];

export type AnyPlay = NoticePlay | SuspensionPlay;

/** A notice and the suspensions that it leads to, wired by their effects as the workflows wire them. */
export class World {
  readonly notice: NoticePlay;
  readonly suspensions: SuspensionPlay[] = [];
  serviceOn = true;
  /** The next cut does not hold: the service is found on. */
  cutsInVain = false;
  private readonly queues = new Map<AnyPlay, { read: number; readonly waiting: WorkflowEffect[] }>();

  constructor(readonly rules: Rules = shippedRules) {
    this.notice = new Play(noticeCore, 'n-1', rules);
  }

  /** A suspension that follows from no notice (點13-2, 點13-3). */
  alone(): SuspensionPlay {
    const suspension: SuspensionPlay = new Play(suspensionCore, `s-${this.suspensions.length}`, this.rules);
    this.suspensions.push(suspension);
    return suspension;
  }

  /** As the register has it: some suspension has been cut and not been ordered to be restored. */
  private heldOff(but: AnyPlay): boolean {
    return this.suspensions.some((one) => one !== but && holding.includes(one.state.phase));
  }

  plays(): AnyPlay[] {
    return [this.notice, ...this.suspensions];
  }

  suspension(): SuspensionPlay {
    const last = this.suspensions.at(-1);
    if (last === undefined) throw new Error('Nothing has been suspended');
    return last;
  }

  /** What the case's workflow has still to carry out, oldest first. */
  pending(play: AnyPlay): WorkflowEffect[] {
    let queue = this.queues.get(play);
    if (queue === undefined) this.queues.set(play, (queue = { read: 0, waiting: [] }));
    for (; queue.read < play.effects.length; queue.read += 1) {
      const effect = play.effects[queue.read];
      if (effect !== undefined && isWorkflowEffect(effect)) queue.waiting.push(effect);
    }
    return queue.waiting;
  }

  /** Carries one effect out; false when there is none. */
  settleOne(play: AnyPlay, at: Instant): boolean {
    const effect = this.pending(play).shift();
    if (effect === undefined) return false;
    switch (effect.kind) {
      case 'startSuspension': {
        const suspension: SuspensionPlay = new Play(suspensionCore, effect.suspensionId, this.rules);
        this.suspensions.push(suspension);
        suspension.do({ type: 'DecideSuspension', decision: effect.decision }, people.system, at);
        break;
      }
      case 'recallSuspension': {
        const { suspensionId, cause, reason } = effect;
        // Refused where the suspension has gone beyond it: its own report says so.
        this.plays()
          .find((one): one is SuspensionPlay => one.caseId === suspensionId)
          ?.offer({ type: 'RecallSuspension', cause, reason }, people.system, at);
        break;
      }
      case 'reportToNotice':
        this.notice.do(
          { type: 'RecordSuspensionOutcome', suspensionId: play.caseId, outcome: effect.outcome },
          people.system,
          at,
        );
        break;
      case 'actuate': {
        if (effect.organisationId !== RESPONDENT) throw new Error('Another organisation was cut');
        const { desired } = effect;
        const inVain = desired === 'off' && this.cutsInVain;
        this.cutsInVain = false;
        this.serviceOn = desired === 'on' ? !this.heldOff(play) : inVain;
        const heard = { type: 'RecordActuation', desired, serviceOn: this.serviceOn } as const;
        (play as SuspensionPlay).do(heard, people.system, at);
      }
    }
    return true;
  }

  settle(at: Instant): void {
    while (this.plays().some((play) => this.settleOne(play, at)));
  }

  /** Everything falls due in its time, up to and including `until`. */
  sleep(until: Instant): void {
    for (;;) {
      const due = this.plays()
        .flatMap((play) => {
          const at = play.nextWake();
          return at === undefined || at > until ? [] : [{ play, at }];
        })
        .sort((a, b) => a.at - b.at)[0];
      if (due === undefined) return;
      due.play.sleep(due.at);
      this.settle(due.at);
    }
  }

  letters(): (LetterEffect & { readonly caseId: string })[] {
    return this.plays().flatMap((play) =>
      play.letters().map((letter) => ({ ...letter, caseId: play.caseId })),
    );
  }
}
