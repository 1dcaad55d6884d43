import { businessNow, civilDateAt, type BusinessClock } from '@xiangaitong/domain';
import { z } from 'zod';
import { ApiRefusal, type ApiClient, type CaseRef, type TimelineEntry } from './api-client';
import { fillIn } from './placeholders';
import { routes } from './routes';
import type { AcknowledgeStep, Action, AwaitStep, CommandStep, Script, Step } from './script.parser';
import type { Spectator } from './spectator';

/** A step of the script did not happen; names it and why. */
export class StepFailed extends Error {
  readonly code = 'demo.step';

  constructor(number: number, step: Step, why: string) {
    super(`第 ${number} 步「${step.say}」沒有發生：${why}`);
    this.name = 'StepFailed';
  }
}

/** How long a step may take to happen, real milliseconds; the script's own waits are far shorter. */
const STEP_WITHIN_MS = 90_000;
/** Between two looks at the system, real milliseconds. */
const LOOK_EVERY_MS = 150;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const withId = z.object({ id: z.string() });

/** Plays a case script against the running product, step by step, waiting for events and never for seconds. */
export class Player {
  private noticeId: string | undefined;
  private suspensionRef: CaseRef | undefined;
  private readonly used = new Set<string>();

  constructor(
    private readonly script: Script,
    private readonly api: ApiClient,
    private readonly spectator: Spectator,
    private readonly clock: BusinessClock,
    private readonly as: string,
    private readonly print: (line: string) => void,
  ) {}

  /** @throws StepFailed */
  async play(): Promise<void> {
    for (const [index, step] of this.script.steps.entries()) {
      this.print(`\n— ${index + 1}. ${step.say}`);
      try {
        await this.perform(step);
        await this.look();
      } catch (error) {
        throw new StepFailed(index + 1, step, error instanceof Error ? error.message : String(error));
      }
    }
  }

  private async perform(step: Step): Promise<void> {
    if ('await' in step) await this.until(`沒有等到 ${step.await}`, async () => this.happened(step));
    else if ('service' in step) await this.expectService(step.service, step.is);
    else if ('letters' in step) await this.expectLetters();
    else if (step.do === 'acknowledge') await this.acknowledge(step);
    else await this.command(step);
  }

  private async command(step: CommandStep): Promise<void> {
    const answer = await this.send(step).then(
      (value) => ({ value }),
      (error: unknown) => {
        if (error instanceof ApiRefusal && error.code === step.refusal) return { refusal: error };
        throw error;
      },
    );
    if ('refusal' in answer) {
      this.print(`${' '.repeat(17)}✋ 已拒絕：${answer.refusal.detail}`);
      return;
    }
    if (step.refusal !== undefined) throw new Error(`應以 ${step.refusal} 拒絕，卻成功了`);
    if (step.do === 'draft') this.noticeId = withId.parse(answer.value).id;
  }

  private async send({ do: action, as, body = {} }: CommandStep): Promise<unknown> {
    const filled = fillIn(body, await this.now());
    if (action === 'draft') return this.api.post('/notice-drafts', as, filled);
    if (action === 'amend') return this.api.amendDraft(this.notice().id, as, filled);
    return this.api.post(await this.pathOf(action), as, filled);
  }

  private async pathOf(action: Exclude<Action, 'draft' | 'amend'>): Promise<string> {
    const { about, path } = routes[action];
    if (about === 'draft') return `/notice-drafts/${this.notice().id}/${path}`;
    if (about === 'notice') return `/notices/${this.notice().id}/${path}`;
    const suspension = await this.suspension();
    return `/suspensions/${suspension.id}/${path}`;
  }

  private async acknowledge({ as, template }: AcknowledgeStep): Promise<void> {
    await this.until(`沒有收到 ${template}`, async () => {
      const letter = this.spectator
        .seenLetters()
        .find(
          (one) => one.template === template && one.acceptedAt !== undefined && one.deliveredAt === undefined,
        );
      if (letter === undefined) return false;
      await this.api.post(`/dispatches/${encodeURIComponent(letter.id)}/acknowledgements`, as, {
        source: 'link',
      });
      return true;
    });
  }

  private happened({ await: type, round, by }: AwaitStep): boolean {
    const found = this.cases()
      .flatMap((ref) => this.spectator.timelineOf(ref).map((entry) => ({ ref, entry })))
      .find(
        ({ ref, entry }) =>
          entry.type === type &&
          !this.used.has(`${ref.kind}/${entry.seq}`) &&
          (round === undefined || entry.data['round'] === round) &&
          (by === undefined || entry.by.role === by),
      );
    if (found !== undefined) this.used.add(`${found.ref.kind}/${found.entry.seq}`);
    return found !== undefined;
  }

  private async expectService(organisationId: string, expected: 'on' | 'off'): Promise<void> {
    const { name, service } = await this.api.service(organisationId, this.as);
    if (service !== expected) throw new Error(`${name}的服務是 ${service}，應為 ${expected}`);
    this.print(`${' '.repeat(17)}⚑ ${name}：服務${service === 'on' ? '正常' : '中止'}`);
  }

  private async expectLetters(): Promise<void> {
    await this.until('還有信件未被收下', () => {
      const letters = this.spectator.seenLetters();
      return letters.length > 0 && letters.every((letter) => letter.acceptedAt !== undefined);
    });
    this.print(`${' '.repeat(17)}✉ 共 ${this.spectator.seenLetters().length} 封`);
  }

  private async now(): Promise<{ at: number; roundDeadline?: string }> {
    const at = businessNow(this.clock, Date.now());
    if (this.noticeId === undefined) return { at };
    const known = await this.api.exists(`/notices/${this.noticeId}`, this.as);
    if (!known) return { at };
    const { deadlineAt } = await this.api.notice(this.noticeId, this.as);
    // The instant is the 00:00 after the printed date.
    return deadlineAt === undefined ? { at } : { at, roundDeadline: civilDateAt(deadlineAt - 1) };
  }

  private async until(otherwise: string, condition: () => boolean | Promise<boolean>): Promise<void> {
    const end = Date.now() + STEP_WITHIN_MS;
    for (;;) {
      await this.look();
      if (await condition()) return;
      if (Date.now() > end) throw new Error(otherwise);
      await pause(LOOK_EVERY_MS);
    }
  }

  private async look(): Promise<void> {
    const { noticeId } = this;
    if (noticeId === undefined || !(await this.api.exists(`/notices/${noticeId}`, this.as))) return;
    await this.spectator.look(this.cases());
  }

  private notice(): CaseRef {
    if (this.noticeId === undefined) throw new Error('腳本尚未建立限期改善單');
    return { kind: 'notice', id: this.noticeId };
  }

  /** The suspension that the notice last decided upon, once its own case has begun. */
  private async suspension(): Promise<CaseRef> {
    let found: CaseRef | undefined;
    await this.until('中止服務案沒有開始', async () => {
      const id = suspensionIdIn(this.spectator.timelineOf(this.notice()));
      if (id === undefined || !(await this.api.exists(`/suspensions/${id}`, this.as))) return false;
      found = { kind: 'suspension', id };
      return true;
    });
    if (found === undefined) throw new Error('中止服務案沒有開始');
    this.suspensionRef = found;
    return found;
  }

  private cases(): readonly CaseRef[] {
    return this.suspensionRef === undefined ? [this.notice()] : [this.notice(), this.suspensionRef];
  }
}

function suspensionIdIn(timeline: readonly TimelineEntry[]): string | undefined {
  const id = timeline.findLast((entry) => entry.type === 'SuspensionDecidedUpon')?.data['suspensionId'];
  return typeof id === 'string' ? id : undefined;
}
