import { addDays, civilDateAt, startOfDay, type Instant } from '@xiangaitong/domain';
import { z } from 'zod';
import { ApiRefusal, type ApiClient, type CaseRef } from './api-client';
import type { Pace } from './pace';
import { fillIn, type Now } from './placeholders';
import { PlayedCases } from './played-cases';
import { openings, routes } from './routes';
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

/** How long a step may take to happen, days of business time; the script's own waits are shorter. */
const STEP_WITHIN_DAYS = 90;

const created = z.object({ id: z.string() });
const opened = z.object({ caseId: z.string() });

/** Plays a case script against the running product, step by step, waiting for events and never for seconds. */
export class Player {
  private readonly cases: PlayedCases;
  private readonly used = new Set<string>();

  constructor(
    private readonly script: Script,
    private readonly api: ApiClient,
    private readonly spectator: Spectator,
    private readonly pace: Pace,
    private readonly as: string,
    private readonly print: (line: string) => void,
  ) {
    this.cases = new PlayedCases(api, spectator, as);
  }

  /** @throws StepFailed */
  async play(): Promise<void> {
    for (const [index, step] of this.script.steps.entries()) {
      this.print(`\n— ${index + 1}. ${step.say}`);
      try {
        await this.perform(step);
        await this.cases.look();
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
    if (step.do === 'draft') this.cases.began(created.parse(answer.value).id);
    if (step.do in openings) this.cases.opened(opened.parse(answer.value).caseId, step.case);
  }

  private async send({ do: action, as, body = {}, case: name }: CommandStep): Promise<unknown> {
    const filled = fillIn(body, await this.now());
    if (action === 'draft') return this.api.post('/notice-drafts', as, filled);
    if (action === 'amend') return this.api.amendDraft(this.cases.notice().id, as, filled);
    return this.api.post(await this.pathOf(action, name), as, filled);
  }

  private async pathOf(action: Exclude<Action, 'draft' | 'amend'>, name?: string): Promise<string> {
    if (action === 'openSuspension' || action === 'openEmergency') return openings[action];
    const { about, path } = routes[action];
    if (about === 'draft') return `/notice-drafts/${this.cases.notice().id}/${path}`;
    if (about === 'notice') return `/notices/${this.cases.notice().id}/${path}`;
    return `/suspensions/${(await this.suspension(name)).id}/${path}`;
  }

  private async acknowledge({ as, template, case: name }: AcknowledgeStep): Promise<void> {
    await this.until(`沒有收到 ${template}`, async () => {
      const letter = this.spectator
        .seenLetters()
        .find(
          (one) =>
            one.template === template &&
            one.acceptedAt !== undefined &&
            one.deliveredAt === undefined &&
            (name === undefined || one.caseId === this.cases.suspension(name)?.id),
        );
      if (letter === undefined) return false;
      await this.api.post(`/dispatches/${encodeURIComponent(letter.id)}/acknowledgements`, as, {
        source: 'link',
      });
      return true;
    });
  }

  /** Takes the first event that fits and that no earlier step has waited for. */
  private happened({ await: type, round, by, case: name }: AwaitStep): boolean {
    const only = name === undefined ? undefined : this.cases.suspension(name);
    if (name !== undefined && only === undefined) return false;
    const found = (only === undefined ? this.cases.all() : [only])
      .flatMap(({ kind, id }) =>
        this.spectator
          .timelineOf({ kind, id })
          .map((entry) => ({ key: `${kind}/${id}/${entry.seq}`, entry })),
      )
      .find(
        ({ key, entry }) =>
          entry.type === type &&
          !this.used.has(key) &&
          (round === undefined || entry.data['round'] === round) &&
          (by === undefined || entry.by.role === by),
      );
    if (found !== undefined) this.used.add(found.key);
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

  private async now(): Promise<Now> {
    const at = this.pace.now();
    const deadlineAt = await this.cases.deadlineAt();
    // The instant is the 00:00 after the printed date.
    return deadlineAt === undefined ? { at } : { at, roundDeadline: civilDateAt(deadlineAt - 1) };
  }

  private async suspension(name?: string): Promise<CaseRef> {
    const otherwise = '中止服務案沒有開始';
    await this.until(otherwise, () => this.cases.suspension(name) !== undefined);
    const found = this.cases.suspension(name);
    if (found === undefined) throw new Error(otherwise);
    return found;
  }

  private async until(otherwise: string, condition: () => boolean | Promise<boolean>): Promise<void> {
    const end: Instant = startOfDay(addDays(civilDateAt(this.pace.now()), STEP_WITHIN_DAYS));
    for (;;) {
      await this.cases.look();
      if (await condition()) return;
      if (this.pace.now() > end) throw new Error(otherwise);
      await this.pace.pass();
    }
  }
}
