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
import type { Random } from './random';
import type { Victim } from './victim';

export const faultKinds = ['kill', 'link', 'smtp', 'disk', 'clock'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** How long a fault lasts, milliseconds. */
const LASTS = { least: 300, most: 5_000 };
/** A server is started again no sooner than it would be by hand at its quickest. */
const DOWN = { least: 0, most: 3_000 };
const DAY_MS = 86_400_000;

const smtpFaults: readonly [SmtpBehaviour, ...SmtpBehaviour[]] = [
  hang('DATA'),
  hang('RCPT'),
  hang('GREETING'),
  refuse(451, '4.3.0 Try again later'),
  refuse(451, '4.7.1 Greylisted', 'RCPT'),
  refuse(554, '5.6.0 Not wanted'),
  refuseConnection(421, '4.3.2 Too busy'),
  dropConnection,
  dropBeforeData,
  dropAfterFinalDot,
];

/** What was done, and how many processes were killed by it. */
export interface Inflicted {
  readonly what: string;
  readonly kind: FaultKind;
  readonly killed: readonly string[];
}

/**
 * Faults in random turns. Each is over when its method returns: processes have been started again, links are open,
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

  async inflict(kind: FaultKind): Promise<Inflicted> {
    switch (kind) {
      case 'kill':
        return this.kill();
      case 'link':
        return this.disturbLink();
      case 'smtp':
        return this.disturbMail();
      case 'disk':
        return this.fillDisk();
      case 'clock':
        return this.shiftClock();
    }
  }

  /** One process, or two that have nothing to do with one another. */
  private async kill(): Promise<Inflicted> {
    const { random } = this;
    const victims = [this.victim()];
    if (random.next() < 0.15) {
      const second = this.victim();
      if (!victims.includes(second)) victims.push(second);
    }
    const downMs = random.between(DOWN.least, DOWN.most);
    await Promise.all(victims.map((victim) => victim.kill()));
    await pause(downMs);
    for (const victim of victims) victim.start();
    const killed = victims.map(({ name }) => name);
    return { kind: 'kill', what: `kill -9 ${killed.join(' and ')}, back after ${downMs} ms`, killed };
  }

  private victim(): Victim {
    const { system, random } = this;
    const turn = random.next();
    if (turn < 0.2) return system.mariadb;
    if (turn < 0.4) return system.temporal;
    const kind = turn < 0.65 ? 'api' : 'worker';
    const apps = system.apps.filter((app) => app.kind === kind).map(({ process }) => process);
    return apps[random.between(0, apps.length - 1)] ?? system.temporal;
  }

  private async disturbLink(): Promise<Inflicted> {
    const { links } = this.system;
    const link = links[this.random.between(0, links.length - 1)];
    if (link === undefined) throw new Error('There are no links');
    const state = this.random.oneOf<LinkState>([
      { kind: 'cut' },
      { kind: 'held' },
      { kind: 'slow', delayMs: this.random.between(20, 200) },
    ]);
    const ms = await this.during(
      () => link.set(state),
      () => link.set({ kind: 'open' }),
    );
    return { kind: 'link', what: `${link.name} ${state.kind} for ${ms} ms`, killed: [] };
  }

  private async disturbMail(): Promise<Inflicted> {
    const { smtp } = this.system;
    const behaviour = this.random.oneOf(smtpFaults);
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
    return { kind: 'smtp', what: `mail server: ${behaviour.kind}${at} for ${ms} ms`, killed: [] };
  }

  /** Fills the servers' disk to the last byte, and frees it again. */
  private async fillDisk(): Promise<Inflicted> {
    const file = join(this.system.servers.disk.dir, 'ballast');
    let filled = 0;
    const ms = await this.during(
      () => {
        filled = fill(file);
      },
      () => rmSync(file, { force: true }),
    );
    return { kind: 'disk', what: `disk full (${filled} MiB of ballast) for ${ms} ms`, killed: [] };
  }

  private async shiftClock(): Promise<Inflicted> {
    const { apps } = this.system;
    const app = apps[this.random.between(0, apps.length - 1)];
    if (app === undefined) throw new Error('There are no apps');
    const jump = this.random.next() < 0.5 ? this.clockJumpMs : -this.clockJumpMs;
    const ms = await this.during(
      () => writeFileSync(app.clockFile, String(jump)),
      () => writeFileSync(app.clockFile, '0'),
    );
    return {
      kind: 'clock',
      what: `clock of ${app.process.name} ${jump > 0 ? 'forward' : 'back'} by ${Math.abs(jump)} ms for ${ms} ms`,
      killed: [],
    };
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
