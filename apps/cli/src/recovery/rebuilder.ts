import { taskQueueOfCase } from '@xiangaitong/contracts';
import type { CaseKind } from '@xiangaitong/domain';
import type { CommandRepository, RegisteredCase } from '@xiangaitong/persistence';
import type { EngineCases, UnansweredCommand } from '@xiangaitong/temporal-client';
import type { CaseInputs } from './case-inputs';
import type { CaseObserver, Observation } from './case-observer';
import type { CaseWalk, Progress } from './case-walk';
import type { Finding } from './difference-lines';
import { remedyOf, type Remedy } from './differences';

/**
 * What was done about a case. `unlike`: it was replaced, and the new run disagrees still, or does not answer; `busy`: it
 * moved at every look; `left`: it disagrees, and nobody asked to replace it; `unknown`: neither of the two has recorded
 * such a case.
 */
export type Mended =
  'healthy' | 'started' | 'told' | 'replaced' | 'unlike' | 'ended' | 'busy' | 'left' | 'unknown';

/** What a rebuild came to: cases by what was done about them. */
export type Tally = Readonly<Record<Mended, number>>;

/** What a rebuild may do, and who hears of what it cannot mend. */
export interface RebuildOptions {
  /** Takes the register's word where a run disagrees: what the run knows beyond it is thrown away. */
  readonly replace: boolean;
  /** Hears of each case that disagrees afterwards. */
  readonly left: (finding: Finding) => void;
  /** Hears of what was thrown away with a run: commands that it had taken and that nobody will carry out. */
  readonly dropped: (kind: CaseKind, caseId: string, commands: readonly UnansweredCommand[]) => void;
}

const REASON = 'xiangaitong rebuild: the register wins';

/** The order of force: one remedy mends all that a case has, so the strongest is taken. */
const strongest: readonly Remedy[] = ['person', 'end', 'replace', 'start', 'tell'];

/** Brings the workflows of cases back to what the register holds; all that is in order is left alone. */
export class Rebuilder {
  constructor(
    private readonly walk: CaseWalk,
    private readonly observer: CaseObserver,
    private readonly engine: EngineCases,
    private readonly inputs: CaseInputs,
    private readonly commands: Pick<CommandRepository, 'find'>,
  ) {}

  /** Every case. May be repeated, or broken off and begun again: what is mended is found in order. */
  async all(options: RebuildOptions, progress: Progress): Promise<Tally> {
    const tally: Record<Mended, number> = {
      healthy: 0,
      started: 0,
      told: 0,
      replaced: 0,
      unlike: 0,
      ended: 0,
      busy: 0,
      left: 0,
      unknown: 0,
    };
    const mend = async (
      kind: CaseKind,
      caseId: string,
      registered: RegisteredCase | undefined,
    ): Promise<void> => {
      tally[await this.one(kind, caseId, options, registered)] += 1;
    };
    await this.walk.inRegister((one) => mend(one.kind, one.id, one), progress);
    await this.walk.onlyInEngine(mend);
    return tally;
  }

  /** @param registered as it was just read; read anew when absent */
  async one(
    kind: CaseKind,
    caseId: string,
    options: RebuildOptions,
    registered?: RegisteredCase,
  ): Promise<Mended> {
    const first = await this.observer.look(kind, caseId, registered);
    // No run is there that could be moving.
    const isMissing = first.finding.differences.some((difference) => difference.kind === 'missing');
    const settled = isMissing ? first : await this.observer.settle(first);
    return settled === 'busy' ? 'busy' : this.mend(settled, options);
  }

  private async mend(
    { finding, registered, register }: Observation,
    options: RebuildOptions,
  ): Promise<Mended> {
    const { kind, caseId, finished, differences } = finding;
    if (differences.length === 0) return register.kind === 'unknown' ? 'unknown' : 'healthy';
    const remedies = differences.map((difference) => remedyOf(difference, finished));
    const remedy = strongest.find((one) => remedies.includes(one));
    if (remedy === 'start' && registered !== undefined) {
      // Somebody else may have started it meanwhile; that run begins from the register as well.
      return (await this.resume(registered, false)) ? 'started' : 'healthy';
    }
    if (remedy === 'tell' && register.kind === 'known') {
      await this.engine.tell(kind, caseId, register.folded.seq);
      return 'told';
    }
    if (remedy === 'replace' && options.replace && registered !== undefined)
      return this.replace(registered, options);
    if (remedy === 'end' && options.replace) {
      await this.naming(kind, caseId, options, () => this.engine.end(kind, caseId, REASON));
      return 'ended';
    }
    options.left(finding);
    return 'left';
  }

  /** The new run has to answer as the register has the case: until then nobody knows whether it goes on. */
  private async replace(registered: RegisteredCase, options: RebuildOptions): Promise<Mended> {
    const { kind, id } = registered;
    await this.naming(kind, id, options, () => this.resume(registered, true));
    const { finding } = await this.observer.untilAlike(kind, id);
    if (finding.differences.length === 0) return 'replaced';
    options.left(finding);
    return 'unlike';
  }

  /** Ends a run, and names the commands that are lost with it. What it recorded at the last moment is not. */
  private async naming(
    kind: CaseKind,
    caseId: string,
    { dropped }: RebuildOptions,
    end: () => Promise<unknown>,
  ): Promise<void> {
    const run = await this.engine.runOf(kind, caseId);
    await end();
    // Afterwards: until then it may have taken another.
    const unanswered = run === undefined ? [] : await this.engine.unanswered(kind, caseId, run.runId);
    const lost: UnansweredCommand[] = [];
    for (const command of unanswered) {
      if ((await this.commands.find(kind, caseId, command.commandId)) === undefined) lost.push(command);
    }
    if (lost.length > 0) dropped(kind, caseId, lost);
  }

  /** @returns whether it was started */
  private async resume(registered: RegisteredCase, replace: boolean): Promise<boolean> {
    const [opening] = registered.events;
    if (opening === undefined) throw new TypeError('A registered case begins with an event');
    const input = await this.inputs.of(registered);
    return this.engine.resume(registered.kind, input, { taskQueue: taskQueueOfCase(opening), replace });
  }
}
