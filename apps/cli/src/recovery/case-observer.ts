import { setTimeout as pause } from 'node:timers/promises';
import { CorruptStreamError, type CaseKind } from '@xiangaitong/domain';
import type { RegisteredCase, UnfinishedCaseRepository } from '@xiangaitong/persistence';
import type { EngineCases } from '@xiangaitong/temporal-client';
import type { Finding } from './difference-lines';
import { differencesOf, type InEngine, type InRegister } from './differences';
import { foldCase } from './folded-case';

/** Real milliseconds between two looks at a case that seems to differ: far longer than it takes to record and to say so. */
const BETWEEN_LOOKS_MS = 1_000;
const LOOKS = 6;
/** For a run that has just begun: it has to be given to a worker and to read its case first, storms included. */
const LOOKS_AT_NEW = 15;

/** A case as both have it at about the same moment. */
export interface Observation {
  readonly registered: RegisteredCase | undefined;
  readonly register: InRegister;
  readonly engine: InEngine;
  readonly finding: Finding;
}

/** A case that moved between every two looks: it is being worked on, and cannot be compared now. */
export type Settled = Observation | 'busy';

/** Looks at cases from both sides, and tells a difference from a case that is just moving. */
export class CaseObserver {
  constructor(
    private readonly cases: UnfinishedCaseRepository,
    private readonly engine: EngineCases,
  ) {}

  /** The register is read first: what it has recorded the engine has to know by the time that it is asked. */
  async look(kind: CaseKind, caseId: string, read?: RegisteredCase): Promise<Observation> {
    const registered = read ?? (await this.cases.findMany(kind, [caseId]))[0];
    const register = inRegister(registered);
    const engine = await this.inEngine(kind, caseId);
    const finished = register.kind === 'unknown' || (register.kind === 'known' && register.folded.finished);
    const number = registered === undefined ? {} : { caseNumber: registered.caseNumber };
    const differences = differencesOf(register, engine);
    return { registered, register, engine, finding: { kind, caseId, ...number, finished, differences } };
  }

  /** Looks again at what seems to differ, until it does not, or two looks have seen the same. */
  async settle(first: Observation): Promise<Settled> {
    let before = first;
    for (let looks = 1; looks < LOOKS; looks += 1) {
      if (before.finding.differences.length === 0) return before;
      await pause(BETWEEN_LOOKS_MS);
      const now = await this.look(before.finding.kind, before.finding.caseId);
      if (now.finding.differences.length === 0 || placeOf(now) === placeOf(before)) return now;
      before = now;
    }
    return 'busy';
  }

  /** Looks again and again at a case that has just been begun anew. @returns the last look, where they stay different */
  async untilAlike(kind: CaseKind, caseId: string): Promise<Observation> {
    for (let looks = 1; ; looks += 1) {
      const now = await this.look(kind, caseId);
      if (now.finding.differences.length === 0 || looks === LOOKS_AT_NEW) return now;
      await pause(BETWEEN_LOOKS_MS);
    }
  }

  private async inEngine(kind: CaseKind, caseId: string): Promise<InEngine> {
    const run = await this.engine.runOf(kind, caseId);
    if (run === undefined) return {};
    if (run.status !== 'RUNNING') return { run };
    return { run, asked: await this.engine.ask(kind, caseId) };
  }
}

function inRegister(registered: RegisteredCase | undefined): InRegister {
  if (registered === undefined) return { kind: 'unknown' };
  try {
    return { kind: 'known', folded: foldCase(registered) };
  } catch (error) {
    if (!(error instanceof CorruptStreamError)) throw error;
    return { kind: 'corrupt', why: error.message };
  }
}

/** Where both are, and what is said of it: the same twice is no movement. */
const placeOf = ({ registered, engine: { run, asked }, finding }: Observation): string =>
  JSON.stringify([
    registered?.events.length,
    registered?.pending.map(({ id }) => id),
    run?.runId,
    asked?.kind === 'answered'
      ? [asked.snapshot.seq, asked.snapshot.pending.map(({ id }) => id)]
      : asked?.kind,
    finding.differences.map(({ kind }) => kind),
  ]);
