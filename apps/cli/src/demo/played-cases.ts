import type { Instant } from '@xiangaitong/domain';
import type { ApiClient, CaseRef } from './api-client';
import type { Spectator } from './spectator';

/** By this name a script speaks of the suspension that its notice decided upon. */
const OF_THE_NOTICE = 'notice';

interface Named {
  readonly name: string | undefined;
  readonly ref: CaseRef;
}

/** The cases of a script: its notices, the suspensions that follow from the last of them, and those that it opens itself. */
export class PlayedCases {
  private readonly drafted: Named[] = [];
  private submitted: readonly CaseRef[] = [];
  private ofNotice: readonly CaseRef[] = [];
  private readonly alone: Named[] = [];

  constructor(
    private readonly api: ApiClient,
    private readonly spectator: Spectator,
    private readonly as: string,
  ) {}

  /** There is a draft. */
  began(id: string, name: string | undefined): void {
    this.drafted.push({ name, ref: { kind: 'notice', id } });
  }

  /** There is a suspension that follows from no notice. */
  opened(id: string, name: string | undefined): void {
    this.alone.push({ name, ref: { kind: 'suspension', id } });
  }

  /** The one that was so named; without a name the last. */
  notice(name?: string): CaseRef {
    const found = this.drafted.findLast((one) => name === undefined || one.name === name)?.ref;
    if (found === undefined) throw new Error('腳本尚未建立這份限期改善單');
    return found;
  }

  /**
   * Without a name: the last that the notice decided upon or, where there is none, the last that was opened.
   * Undefined as long as its case has not begun.
   */
  suspension(name?: string): CaseRef | undefined {
    if (name === OF_THE_NOTICE) return this.ofNotice.at(-1);
    if (name === undefined) return this.ofNotice.at(-1) ?? this.alone.at(-1)?.ref;
    return this.alone.findLast((one) => one.name === name)?.ref;
  }

  /** The cases of this name; all without one. */
  called(name: string | undefined): readonly CaseRef[] {
    if (name === undefined) return this.all();
    const notices = this.drafted.filter((one) => one.name === name).map(({ ref }) => ref);
    const suspension = this.suspension(name);
    return suspension === undefined ? notices : [...notices, suspension];
  }

  /** Looks at all there is, and learns of a suspension that the notice has begun meanwhile. */
  async look(): Promise<void> {
    for (const { ref } of this.drafted)
      if (!this.submitted.includes(ref) && (await this.exists(ref)))
        this.submitted = [...this.submitted, ref];
    await this.spectator.look(this.all());
    const begun = this.decidedUpon();
    if (begun === undefined || this.ofNotice.some(({ id }) => id === begun.id)) return;
    if (!(await this.exists(begun))) return;
    this.ofNotice = [...this.ofNotice, begun];
    await this.spectator.look(this.all());
  }

  /** When the round of the last notice ends; undefined while none is open. */
  async deadlineAt(): Promise<Instant | undefined> {
    const last = this.submitted.at(-1);
    return last === undefined ? undefined : (await this.api.notice(last.id, this.as)).deadlineAt;
  }

  private all(): readonly CaseRef[] {
    return [...this.submitted, ...this.ofNotice, ...this.alone.map(({ ref }) => ref)];
  }

  private decidedUpon(): CaseRef | undefined {
    const last = this.submitted.at(-1);
    if (last === undefined) return undefined;
    const decision = this.spectator.timelineOf(last).findLast(({ type }) => type === 'SuspensionDecidedUpon');
    const id = decision?.data['suspensionId'];
    return typeof id === 'string' ? { kind: 'suspension', id } : undefined;
  }

  private exists({ kind, id }: CaseRef): Promise<boolean> {
    return this.api.exists(`/${kind}s/${id}`, this.as);
  }
}
