import { setTimeout as pause } from 'node:timers/promises';
import { waitUntil } from '@xiangaitong/testing';
import type { Caller, Heard } from './caller';
import type { ChaosSystem } from './chaos-system';
import { draftMove, submitMove, type Move } from './moves';
import type { Respondent } from './officers';

/** Longer than this is no recovery: the run ends and says what was not there. */
const GIVE_UP_MS = 300_000;
const LOOK_EVERY_MS = 100;
/** So far away that no outage makes it too short. */
const TERM_DAYS = 300;
/** A case that is due is overdue when nobody has seen to it for so long, real milliseconds. */
const OVERDUE_MS = 3_000;

/** How long each of the three took, real milliseconds. */
export interface Recovery {
  /** Until a notice was drafted, submitted and approved through the slower API, and recorded. */
  readonly commandsMs: number;
  /** Until its letter lay at the mail server. */
  readonly letterMs: number;
  /** Until no open case was overdue any more; 0 when none ever was. */
  readonly timersMs: number;
}

/** Asks whether the whole product works again: commands through each API, a letter, and what is due. */
export class RecoveryProbe {
  constructor(
    private readonly system: ChaosSystem,
    private readonly caller: Caller,
    private readonly respondents: Iterator<Respondent>,
  ) {}

  /** @throws Error when it does not come back */
  async measure(): Promise<Recovery> {
    const since = performance.now();
    const [commands, timersMs] = await Promise.all([
      Promise.all(this.system.apis.map((_, api) => this.command(api, since))),
      this.nothingOverdue(since),
    ]);
    return {
      commandsMs: Math.max(...commands.map(({ commandsMs }) => commandsMs)),
      letterMs: Math.max(...commands.map(({ letterMs }) => letterMs)),
      timersMs,
    };
  }

  private async command(api: number, since: number): Promise<{ commandsMs: number; letterMs: number }> {
    const next = this.respondents.next();
    if (next.done === true) throw new Error('There are no more respondents: give the run more of them');
    const draft = await this.done(draftMove(next.value.organisationId, this.system.now(), TERM_DAYS), api);
    const { caseId } = await this.done(submitMove(draft.caseId), api);
    await this.done({ path: `/notices/${caseId}/approval`, as: 'p-chen:supervisor' }, api);
    const { register, smtp } = this.system;
    await this.soon('the probe to be recorded', async () => {
      const rows = await register.query<unknown[]>(
        `SELECT seq FROM events WHERE stream_id = ? AND type = 'NoticeIssued'`,
        [caseId],
      );
      return rows.length === 1;
    });
    const commandsMs = performance.now() - since;
    await this.soon('the letter of the probe', () =>
      smtp.mails.some(({ parsed }) => parsed.messageId?.includes(caseId) === true),
    );
    const letterMs = performance.now() - since;
    await this.done(
      { path: `/notices/${caseId}/withdrawal`, as: 'p-lin:tracker', body: { reason: '測試用。' } },
      api,
    );
    return { commandsMs, letterMs };
  }

  /** What fell due during the fault shows as overdue a little later: so long it is looked for. */
  private async nothingOverdue(since: number): Promise<number> {
    let seenMs = 0;
    let late: readonly string[] = [];
    const noneLate = async (): Promise<boolean> => {
      late = await overdue(this.system);
      const passed = performance.now() - since;
      if (late.length > 0) seenMs = passed;
      return late.length === 0 && passed > OVERDUE_MS;
    };
    await this.soon('no case to be overdue', noneLate).catch((error: unknown) => {
      throw new Error(`${String(error)}: ${late.join(', ')}`);
    });
    return seenMs;
  }

  private async done({ path, as, body }: Move, api: number): Promise<Heard & { kind: 'done' }> {
    const heard = await inTime(this.caller.send(path, as, body, api), `an answer to ${path}`);
    if (heard.kind !== 'done') throw new Error(`The probe ${path} was not done: ${JSON.stringify(heard)}`);
    return heard;
  }

  private async soon(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
    await waitUntil(condition, { timeoutMs: GIVE_UP_MS, intervalMs: LOOK_EVERY_MS, what });
  }
}

/** @throws Error that names what was awaited in vain */
async function inTime<T>(awaited: Promise<T>, what: string): Promise<T> {
  const came = new AbortController();
  const late = pause(GIVE_UP_MS, undefined, { signal: came.signal }).then(() => {
    throw new Error(`Waited ${GIVE_UP_MS} ms in vain for ${what}`);
  });
  try {
    return await Promise.race([awaited, late]);
  } finally {
    came.abort();
  }
}

/** Open cases that should have moved by themselves and have not. */
export async function overdue(system: ChaosSystem): Promise<readonly string[]> {
  const before = new Date(system.now() - OVERDUE_MS * system.clock.scale);
  const rows = await system.register.query<{ id: string }[]>(
    `SELECT CONCAT('notice/', id) AS id FROM notices WHERE closed = FALSE AND next_wake_at < ?
     UNION ALL SELECT CONCAT('suspension/', id) FROM suspensions WHERE closed = FALSE AND next_wake_at < ?`,
    [before, before],
  );
  return rows.map(({ id }) => id);
}
