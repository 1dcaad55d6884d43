import { setTimeout as pause } from 'node:timers/promises';
import { noticeView, suspensionView, timelineView } from '@xiangaitong/contracts';
import type { Instant } from '@xiangaitong/domain';
import type { Caller } from './caller';
import {
  draftMove,
  noticeMove,
  openEmergencyMove,
  openSuspensionMove,
  submitMove,
  suspensionMove,
  tempers,
  type Move,
  type Temper,
} from './moves';
import type { Random } from './random';

const READER = 'p-chen:supervisor';
/** Time enough for an outage between draft and approval, and short enough to be over in a minute or two. */
const TERM_DAYS = 45;
/** Of the cases at once, those of people who do nothing: they live so long that in the end there would be no others. */
const SILENT_SHARE = 0.25;
/** Between two looks at a case, milliseconds. */
const LOOK_EVERY = { least: 200, most: 1_200 };

/** An organisation with one case at a time, so that each change of its service belongs to one suspension. */
export interface Respondent {
  readonly organisationId: string;
  readonly personId: string;
}

/** People who drive cases through their lives, many at once, each looking at its own case and doing what is next. */
export class Officers {
  private readonly lives = new Set<Promise<void>>();
  private closing = false;
  private givenUp = false;
  private silent = 0;
  private silentAtMost = 0;
  begun = 0;
  ended = 0;

  constructor(
    private readonly caller: Caller,
    private readonly now: () => Instant,
    private readonly respondents: Iterator<Respondent>,
    private readonly random: Random,
    private readonly ended_: AbortSignal,
    /** Whether what falls due does so within a run; where it does not, nobody waits for it at the end. */
    private readonly timePasses: boolean,
  ) {}

  get atWork(): number {
    return this.lives.size;
  }

  /** Keeps so many cases going until `close`: one that has ended is followed by another. */
  async work(atOnce: number): Promise<void> {
    this.silentAtMost = Math.ceil(atOnce * SILENT_SHARE);
    while (!this.closing && !this.ended_.aborted) {
      while (this.lives.size < atOnce) this.begin();
      await Promise.race([...this.lives, pause(1_000)]);
    }
  }

  /** No case begins any more; those of whom nobody is silent are brought to their end. */
  close(): void {
    this.closing = true;
  }

  /** Nobody does anything more; whoever waits for an answer still does. */
  giveUp(): void {
    this.givenUp = true;
  }

  private get isOver(): boolean {
    return this.givenUp || this.ended_.aborted;
  }

  private begin(): void {
    const random = this.random.fork();
    const next = this.respondents.next();
    if (next.done === true) throw new Error('There are no more respondents: give the run more of them');
    const kind = random.next();
    this.begun += 1;
    const life = (
      kind < 0.12
        ? this.suspension(openEmergencyMove(next.value.organisationId), next.value, random)
        : kind < 0.25
          ? this.suspension(openSuspensionMove(next.value.organisationId, this.now()), next.value, random)
          : this.notice(next.value, this.temper(random), random)
    ).finally(() => {
      this.lives.delete(life);
      this.ended += 1;
    });
    this.lives.add(life);
  }

  private temper(random: Random): Temper {
    const temper = random.oneOf(tempers);
    return temper === 'silent' && this.silent >= this.silentAtMost ? 'completes' : temper;
  }

  private do({ path, as, body }: Move) {
    return this.caller.send(path, as, body);
  }

  private async notice(respondent: Respondent, temper: Temper, random: Random): Promise<void> {
    if (temper === 'silent') this.silent += 1;
    await this.liveNotice(respondent, temper, random).finally(() => {
      if (temper === 'silent') this.silent -= 1;
    });
  }

  private async liveNotice(respondent: Respondent, temper: Temper, random: Random): Promise<void> {
    const draft = await this.do(draftMove(respondent.organisationId, this.now(), TERM_DAYS));
    if (draft.kind !== 'done') return;
    const submitted = await this.do(submitMove(draft.caseId));
    if (submitted.kind !== 'done') return;
    await this.follow(submitted.caseId, respondent, temper, random);
  }

  private async follow(id: string, respondent: Respondent, temper: Temper, random: Random): Promise<void> {
    let round = 0;
    let step = 0;
    for (;;) {
      const view = noticeView.safeParse(await this.caller.get(`/notices/${id}`, READER));
      if (this.isOver) return;
      if (!view.success) {
        this.caller.faults.push(`GET /notices/${id}: no notice, though its submission was acknowledged`);
        return;
      }
      const { data } = view;
      if (data.closed) return;
      if (data.phase === 'tracking' && data.round !== round) {
        round = data.round ?? 0;
        step = 0;
      }
      if (data.phase === 'suspending') {
        const suspensionId = await this.suspensionOf(id);
        if (suspensionId !== undefined) await this.carryOn(suspensionId, respondent, random);
      }
      const move = noticeMove(data, temper, step, this.now());
      if (move !== undefined) {
        await this.do(move);
        step += 1;
      } else if (this.closing && (temper === 'silent' || !this.timePasses)) return;
      await this.think(random);
    }
  }

  private async suspensionOf(noticeId: string): Promise<string | undefined> {
    const timeline = timelineView.safeParse(await this.caller.get(`/notices/${noticeId}/timeline`, READER));
    if (!timeline.success) return undefined;
    const decided = timeline.data.entries.findLast(({ type }) => type === 'SuspensionDecidedUpon');
    const id = decided?.data['suspensionId'];
    return typeof id === 'string' ? id : undefined;
  }

  private async suspension(opening: Move, respondent: Respondent, random: Random): Promise<void> {
    const opened = await this.do(opening);
    if (opened.kind === 'done') await this.carryOn(opened.caseId, respondent, random);
  }

  private async carryOn(id: string, respondent: Respondent, random: Random): Promise<void> {
    let lastCode: string | undefined;
    for (;;) {
      const view = suspensionView.safeParse(await this.caller.get(`/suspensions/${id}`, READER));
      if (this.isOver) return;
      // The notice tells of it a moment before it begins.
      if (view.success) {
        if (view.data.closed) return;
        const as = `${respondent.personId}:respondent`;
        const move = suspensionMove(view.data, as, this.now(), lastCode);
        if (move === undefined && this.closing && !this.timePasses) return;
        const heard = move === undefined ? undefined : await this.do(move);
        lastCode = heard?.kind === 'refused' ? heard.code : undefined;
      }
      await this.think(random);
    }
  }

  private think(random: Random): Promise<void> {
    return pause(random.between(LOOK_EVERY.least, LOOK_EVERY.most));
  }
}
