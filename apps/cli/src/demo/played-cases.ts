import type { Instant } from '@xiangaitong/domain';
import type { ApiClient, CaseRef } from './api-client';
import type { Spectator } from './spectator';

/** By this name a script speaks of the suspension that its notice decided upon. */
const OF_THE_NOTICE = 'notice';

/** The cases of a script: its notice, the suspensions that follow from it, and those that it opens itself. */
export class PlayedCases {
  private noticeId: string | undefined;
  private submitted = false;
  private ofNotice: readonly CaseRef[] = [];
  private readonly named: { readonly name: string | undefined; readonly ref: CaseRef }[] = [];

  constructor(
    private readonly api: ApiClient,
    private readonly spectator: Spectator,
    private readonly as: string,
  ) {}

  /** There is a draft. */
  began(noticeId: string): void {
    this.noticeId = noticeId;
  }

  /** There is a suspension that follows from no notice. */
  opened(id: string, name: string | undefined): void {
    this.named.push({ name, ref: { kind: 'suspension', id } });
  }

  notice(): CaseRef {
    if (this.noticeId === undefined) throw new Error('腳本尚未建立限期改善單');
    return { kind: 'notice', id: this.noticeId };
  }

  /**
   * Without a name: the last that the notice decided upon or, where there is none, the last that was opened.
   * Undefined as long as its case has not begun.
   */
  suspension(name?: string): CaseRef | undefined {
    if (name === OF_THE_NOTICE) return this.ofNotice.at(-1);
    if (name === undefined) return this.ofNotice.at(-1) ?? this.named.at(-1)?.ref;
    return this.named.findLast((one) => one.name === name)?.ref;
  }

  all(): readonly CaseRef[] {
    const notice = this.submitted ? [this.notice()] : [];
    return [...notice, ...this.ofNotice, ...this.named.map(({ ref }) => ref)];
  }

  /** Looks at all there is, and learns of a suspension that the notice has begun meanwhile. */
  async look(): Promise<void> {
    this.submitted ||= this.noticeId !== undefined && (await this.exists(this.notice()));
    await this.spectator.look(this.all());
    const begun = this.decidedUpon();
    if (begun === undefined || this.ofNotice.some(({ id }) => id === begun.id)) return;
    if (!(await this.exists(begun))) return;
    this.ofNotice = [...this.ofNotice, begun];
    await this.spectator.look(this.all());
  }

  /** When the round ends; undefined while none is open. */
  async deadlineAt(): Promise<Instant | undefined> {
    if (this.noticeId === undefined || !(await this.exists(this.notice()))) return undefined;
    return (await this.api.notice(this.noticeId, this.as)).deadlineAt;
  }

  private decidedUpon(): CaseRef | undefined {
    if (!this.submitted) return undefined;
    const decision = this.spectator
      .timelineOf(this.notice())
      .findLast(({ type }) => type === 'SuspensionDecidedUpon');
    const id = decision?.data['suspensionId'];
    return typeof id === 'string' ? { kind: 'suspension', id } : undefined;
  }

  private exists({ kind, id }: CaseRef): Promise<boolean> {
    return this.api.exists(`/${kind}s/${id}`, this.as);
  }
}
