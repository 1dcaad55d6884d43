import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  accept,
  dropAfterFinalDot,
  dropBeforeData,
  dropConnection,
  hang,
  refuse,
  refuseConnection,
  type SmtpBehaviour,
} from '@xiangaitong/testing';
import type { ChaosSystem } from './chaos-system';
import type { LinkState } from './link';
import type { Fault, FormOf } from './plan';
import type { Random } from './random';
import type { Victim } from './victim';

/** How long a fault lasts, milliseconds. */
const LASTS = { least: 300, most: 5_000 };
/** A server is started again no sooner than it would be by hand at its quickest. */
const DOWN = { least: 0, most: 3_000 };
const DAY_MS = 86_400_000;

const mailFaults: Readonly<Record<FormOf<'smtp'>, readonly [SmtpBehaviour, ...SmtpBehaviour[]]>> = {
  hang: [hang('DATA'), hang('RCPT'), hang('GREETING')],
  refuse: [
    refuse(451, '4.3.0 Try again later'),
    refuse(451, '4.7.1 Greylisted', 'RCPT'),
    refuse(554, '5.6.0 Not wanted'),
  ],
  refuseConnection: [refuseConnection(421, '4.3.2 Too busy')],
  dropConnection: [dropConnection],
  dropBeforeData: [dropBeforeData],
  dropAfterFinalDot: [dropAfterFinalDot],
};

/** What was done. */
export interface Inflicted {
  readonly what: string;
  /** Kind and form, e.g. `kill api`; two for two kills. */
  readonly faults: readonly string[];
  readonly killed: number;
}

/**
 * Carries out what the plan says; the rest is left to chance. Each is over when its method returns: processes have been started again, links are open,
 * clocks right, the mail server is well. What follows is recovery.
 */
export class Faults {
  constructor(
    private readonly system: ChaosSystem,
    private readonly random: Random,
    /** How far a clock is put forward or back, real milliseconds. */
    private readonly clockJumpMs: number,
  ) {}

  static jumpMs = (scale: number): number => DAY_MS / scale;

  async inflict(fault: Fault): Promise<Inflicted> {
    if (fault.kind === 'kill')
      return {
        what: await this.kill(fault.forms),
        faults: fault.forms.map((form) => `kill ${form}`),
        killed: fault.forms.length,
      };
    return { what: await this.disturb(fault), faults: [`${fault.kind} ${fault.form}`], killed: 0 };
  }

  private async disturb(fault: Exclude<Fault, { kind: 'kill' }>): Promise<string> {
    switch (fault.kind) {
      case 'link':
        return this.disturbLink(fault.form);
      case 'smtp':
        return this.disturbMail(fault.form);
      case 'disk':
        return this.fillDisk();
      case 'clock':
        return this.shiftClock(fault.form);
    }
  }

  /** One process, or two that have nothing to do with one another. */
  private async kill(forms: readonly FormOf<'kill'>[]): Promise<string> {
    const victims = forms.map((form) => this.victim(form));
    const downMs = this.random.between(DOWN.least, DOWN.most);
    await Promise.all(victims.map((victim) => victim.kill()));
    await pause(downMs);
    for (const victim of victims) victim.start();
    return `kill -9 ${victims.map(({ name }) => name).join(' and ')}, back after ${downMs} ms`;
  }

  private victim(form: FormOf<'kill'>): Victim {
    const { system, random } = this;
    if (form === 'mariadb' || form === 'temporal') return system[form];
    const apps = system.apps.filter(({ kind }) => kind === form);
    const app = apps[random.between(0, apps.length - 1)];
    if (app === undefined) throw new Error(`There is no ${form}`);
    return app.process;
  }

  private async disturbLink(form: FormOf<'link'>): Promise<string> {
    const { links } = this.system;
    const link = links[this.random.between(0, links.length - 1)];
    if (link === undefined) throw new Error('There are no links');
    const state: LinkState =
      form === 'slow' ? { kind: form, delayMs: this.random.between(20, 200) } : { kind: form };
    const ms = await this.during(
      () => link.set(state),
      () => link.set({ kind: 'open' }),
    );
    return `${link.name} ${state.kind} for ${ms} ms`;
  }

  private async disturbMail(form: FormOf<'smtp'>): Promise<string> {
    const { smtp } = this.system;
    const behaviour = this.random.oneOf(mailFaults[form]);
    const atConnect = 'at' in behaviour ? behaviour.at === 'GREETING' : behaviour.kind.endsWith('onnection');
    const ms = await this.during(
      () => {
        if (!atConnect) return smtp.always(behaviour);
        // Said at connect, to the next ones; those that are open have to come anew.
        smtp.next(behaviour, behaviour, behaviour);
        smtp.dropConnections();
      },
      () => {
        smtp.recover();
        smtp.always(accept);
      },
    );
    const at = 'at' in behaviour ? ` at ${behaviour.at}` : '';
    return `mail server: ${behaviour.kind}${at} for ${ms} ms`;
  }

  /** Fills the servers' disk to the last byte, and frees it again. */
  private async fillDisk(): Promise<string> {
    const file = join(this.system.servers.disk.dir, 'ballast');
    let filled = 0;
    const ms = await this.during(
      () => {
        filled = fill(file);
      },
      () => rmSync(file, { force: true }),
    );
    return `disk full (${filled} MiB of ballast) for ${ms} ms`;
  }

  private async shiftClock(form: FormOf<'clock'>): Promise<string> {
    const { apps } = this.system;
    const app = apps[this.random.between(0, apps.length - 1)];
    if (app === undefined) throw new Error('There are no apps');
    const jump = form === 'forward' ? this.clockJumpMs : -this.clockJumpMs;
    const ms = await this.during(
      () => writeFileSync(app.clockFile, String(jump)),
      () => writeFileSync(app.clockFile, '0'),
    );
    return `clock of ${app.process.name} ${form} by ${this.clockJumpMs} ms for ${ms} ms`;
  }

  private async during(begin: () => void, end: () => void): Promise<number> {
    const ms = this.random.between(LASTS.least, LASTS.most);
    begin();
    try {
      await pause(ms);
    } finally {
      end();
    }
    return ms;
  }
}

const MIB = 1024 * 1024;

/** @returns how many MiB went in before there was no room */
function fill(file: string): number {
  const ballast = openSync(file, 'w');
  try {
    const piece = Buffer.alloc(MIB);
    for (let written = 0; ; written += 1) {
      if (writeAll(ballast, piece) < piece.length) return written;
    }
  } finally {
    closeSync(ballast);
  }
}

/** @returns how many bytes found room */
function writeAll(file: number, piece: Buffer): number {
  let done = 0;
  try {
    while (done < piece.length) done += writeSync(file, piece, done);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
  return done;
}
