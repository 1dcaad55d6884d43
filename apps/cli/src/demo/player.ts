import { addDays, civilDateAt, startOfDay, type Instant } from '@xiangaitong/domain';
import { z } from 'zod';
import { ApiRefusal, type ApiClient, type CaseRef, type Dispatch } from './api-client';
import type { Pace } from './pace';
import { fillIn, type Now } from './placeholders';
import { PlayedCases } from './played-cases';
import { directoryRoutes, letterRoutes, openings, registerRoutes, routes } from './routes';
import type {
  AwaitStep,
  CommandStep,
  LetterStep,
  RequestStep,
  Script,
  Step,
  TaskStep,
} from './script.parser';
import type { Spectator } from './spectator';

/** A step of the script did not happen; names it and why. */
export class StepFailed extends Error {
  readonly code = 'demo.step';

  constructor(number: number, step: Step, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`第 ${number} 步「${step.say}」沒有發生：${why}`, { cause });
    this.name = 'StepFailed';
  }
}

/** How long a step may take to happen, days of business time; the script's own waits are shorter. */
const STEP_WITHIN_DAYS = 90;

const created = z.object({ id: z.string() });
const opened = z.object({ caseId: z.string() });
const warned = z.object({ warnings: z.array(z.object({ code: z.string(), message: z.string() })) });

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
        throw new StepFailed(index + 1, step, error);
      }
    }
  }

  private async perform(step: Step): Promise<void> {
    if ('await' in step) await this.until(`沒有等到 ${step.await}`, async () => this.happened(step));
    else if ('service' in step) await this.expectService(step.service, step.is);
    else if ('letters' in step) await this.expectLetters();
    else if ('task' in step)
      await this.until(`${step.of} 沒有待辦 ${step.task}`, async () => this.asked(step));
    else await this.request(step);
  }

  private async request(step: RequestStep): Promise<void> {
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
    if (step.do === 'draft') this.cases.began(created.parse(answer.value).id, step.case);
    if (step.do === 'openSuspension' || step.do === 'openEmergency')
      this.cases.opened(opened.parse(answer.value).caseId, step.case);
    if ('warning' in step) this.expectWarning(step.warning, answer.value);
  }

  private expectWarning(code: string | undefined, answer: unknown): void {
    const found = warned.parse(answer).warnings.find((warning) => warning.code === code);
    if (found === undefined) throw new Error(`應提醒 ${code ?? ''}，卻沒有`);
    this.print(`${' '.repeat(17)}⚠ ${found.message}`);
  }

  private async send(step: RequestStep): Promise<unknown> {
    const { as } = step;
    // A letter is acknowledged by the link in it, unless the script says otherwise.
    const silent = step.do === 'acknowledge' ? { source: 'link' } : {};
    const filled = fillIn(step.body ?? silent, await this.now());
    if ('template' in step) return this.api.post(await this.letterPath(step), as, filled);
    if ('whom' in step) {
      const { about, path } = directoryRoutes[step.do];
      return this.api.post(`/${about}/${step.whom}/${path}`, as, filled);
    }
    if (step.do === 'draft') return this.api.post('/notice-drafts', as, filled);
    if (step.do === 'amend') return this.api.amendDraft(this.cases.notice(step.case).id, as, filled);
    return this.api.post(await this.casePath(step.do, step.case), as, filled);
  }

  private async casePath(
    action: Exclude<CommandStep['do'], 'draft' | 'amend'>,
    name: string | undefined,
  ): Promise<string> {
    if (action === 'openSuspension' || action === 'openEmergency') return openings[action];
    if (action === 'enterClosure') return registerRoutes[action];
    const { about, path } = routes[action];
    if (about === 'draft') return `/notice-drafts/${this.cases.notice(name).id}/${path}`;
    if (about === 'notice') return `/notices/${this.cases.notice(name).id}/${path}`;
    return `/suspensions/${(await this.suspension(name)).id}/${path}`;
  }

  /** Of the oldest letter of the template that this can be done to, once there is one. */
  private async letterPath({ do: action, template, case: name }: LetterStep): Promise<string> {
    const waiting = (letter: Dispatch): boolean =>
      action === 'acknowledge' || action === 'bounceLetter'
        ? letter.acceptedAt !== undefined
        : letter.nonArrival !== undefined;
    let found: Dispatch | undefined;
    await this.until(`沒有這樣的 ${template}`, () => {
      const ids = this.cases.called(name).map(({ id }) => id);
      found = this.spectator
        .seenLetters()
        .find(
          (letter) =>
            letter.template === template &&
            letter.deliveredAt === undefined &&
            ids.includes(letter.caseId) &&
            waiting(letter),
        );
      return found !== undefined;
    });
    return `/dispatches/${encodeURIComponent(found?.id ?? '')}/${letterRoutes[action]}`;
  }

  private async asked({ task, of, case: name }: TaskStep): Promise<boolean> {
    for (const ref of this.cases.called(name)) {
      const open = await this.api.openTasks(ref, this.as);
      if (open.some((one) => one.task === task && one.assigneeId === of)) return true;
    }
    return false;
  }

  /** Takes the first event that fits and that no earlier step has waited for. */
  private happened({ await: type, round, by, case: name }: AwaitStep): boolean {
    const found = this.cases
      .called(name)
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
