import { caseWorkflowId } from '@xiangaitong/contracts';
import type { CaseKind } from '@xiangaitong/domain';
import type { RegisteredCase, UnfinishedCaseRepository } from '@xiangaitong/persistence';
import type { EngineCases } from '@xiangaitong/temporal-client';
import { forEachAtOnce } from './at-once';

/** Cases read at a time, which is all that is held in memory, and worked on at a time. */
const PAGE = 200;
const AT_ONCE = 16;

const kinds: readonly CaseKind[] = ['notice', 'suspension'];

/** Hears after each page how many cases have been gone through. */
export type Progress = (done: number) => void;

/** Goes through all cases there are, a page at a time. */
export class CaseWalk {
  constructor(
    private readonly cases: UnfinishedCaseRepository,
    private readonly engine: EngineCases,
  ) {}

  /** Every case that has to have a workflow. @returns how many */
  async inRegister(work: (registered: RegisteredCase) => Promise<void>, progress: Progress): Promise<number> {
    let done = 0;
    for (const kind of kinds) {
      let after: string | undefined;
      for (;;) {
        const page = await this.cases.page(kind, after, PAGE);
        await forEachAtOnce(page, AT_ONCE, work);
        done += page.length;
        if (page.length > 0) progress(done);
        if (page.length < PAGE) break;
        after = page.at(-1)?.id;
      }
    }
    return done;
  }

  /** Every case that runs, though the register needs no workflow of it: it is finished, or unknown. */
  async onlyInEngine(
    work: (kind: CaseKind, caseId: string, registered: RegisteredCase | undefined) => Promise<void>,
  ): Promise<void> {
    const look = async (kind: CaseKind, ids: readonly string[]): Promise<void> => {
      const found = new Map((await this.cases.findMany(kind, ids)).map((one) => [one.id, one]));
      const others = ids.filter((id) => isFinished(found.get(id)));
      await forEachAtOnce(others, AT_ONCE, (id) => work(kind, id, found.get(id)));
    };
    const batches: Record<CaseKind, string[]> = { notice: [], suspension: [] };
    for await (const { kind, caseId } of this.engine.running()) {
      if (batches[kind].push(caseId) < PAGE) continue;
      await look(kind, batches[kind].splice(0));
    }
    for (const kind of kinds) await look(kind, batches[kind]);
  }
}

const isFinished = (registered: RegisteredCase | undefined): boolean =>
  registered === undefined || (registered.closed && registered.pending.length === 0);

/** `notice/<id>` or `suspension/<id>`, as `caseWorkflowId` makes it. @returns undefined for anything else */
export function parseCaseName(
  name: string,
): { readonly kind: CaseKind; readonly caseId: string } | undefined {
  for (const kind of kinds) {
    const prefix = caseWorkflowId(kind, '');
    if (name.startsWith(prefix) && name.length > prefix.length) {
      return { kind, caseId: name.slice(prefix.length) };
    }
  }
  return undefined;
}
