import { randomUUID } from 'node:crypto';
import {
  handOverWorkflowType,
  pokeSignal,
  type CaseToHandOver,
  type HandOverActivities,
} from '@xiangaitong/contracts/workflow';
import { waitUntil } from '@xiangaitong/testing';
import { people } from '../fixtures/case-run.fixture';
import { useKitWithoutWorker } from '../fixtures/workflow-kit.fixture';

const kit = useKitWithoutWorker();

const POLL_MS = 60_000;

const orphan = (caseId: string): CaseToHandOver => ({
  caseKind: caseId.startsWith('n-') ? 'notice' : 'suspension',
  caseId,
  seq: 1,
  from: 'p-lin',
  trackerId: 'p-wang',
  reason: '離職',
  by: people.supervisor,
});

/** Cases that are handed over, or are not, in memory. */
class Cases implements HandOverActivities {
  readonly open = new Set<string>();
  readonly told: string[] = [];
  looks = 0;
  /** Those that do not answer. */
  readonly deaf = new Set<string>();

  readonly casesToHandOver = async (): Promise<readonly CaseToHandOver[]> => {
    this.looks += 1;
    return [...this.open].slice(0, 100).map(orphan);
  };

  readonly handOverCase = async ({ caseId }: CaseToHandOver): Promise<void> => {
    if (this.deaf.has(caseId)) throw new Error(`${caseId} does not answer`);
    this.told.push(caseId);
    this.open.delete(caseId);
  };
}

const start = () => kit.start(handOverWorkflowType, `hand-overs-${randomUUID()}`, { pollMs: POLL_MS });

const told = (cases: Cases, count: number): Promise<unknown> =>
  waitUntil(() => cases.told.length === count, { timeoutMs: 30_000, what: `${count} cases to be told` });

it('hands over what there is at once, more than a look holds, each case once', async () => {
  const cases = new Cases();
  const ids = Array.from({ length: 130 }, (_, index) => `n-${index}`);
  for (const id of ids) cases.open.add(id);
  await kit.run(
    async () => {
      await start();
      await told(cases, 130);
      expect(cases.told.sort()).toEqual(ids.sort());
      expect(cases.looks).toBeGreaterThan(1);
    },
    { activities: cases },
  );
});

it('looks when it is poked, and by itself when the poke was lost', async () => {
  const cases = new Cases();
  await kit.run(
    async () => {
      const handle = await start();
      await waitUntil(() => cases.looks === 1, { timeoutMs: 30_000, what: 'the first look' });
      cases.open.add('n-poked');
      await handle.signal(pokeSignal);
      await told(cases, 1);
      cases.open.add('n-lost');
      await kit.env.sleep(POLL_MS / 2);
      expect(cases.told).toEqual(['n-poked']);
      await kit.env.sleep(POLL_MS);
      await told(cases, 2);
    },
    { activities: cases },
  );
});

it('is not held up by a case that does not answer, and comes back to it', async () => {
  const cases = new Cases();
  for (const id of ['n-1', 'n-deaf', 's-2']) cases.open.add(id);
  cases.deaf.add('n-deaf');
  await kit.run(
    async () => {
      await start();
      await told(cases, 2);
      expect(cases.told).not.toContain('n-deaf');
      await kit.env.sleep(POLL_MS / 2);
      expect(cases.told).toHaveLength(2);
      cases.deaf.clear();
      await kit.env.sleep(POLL_MS / 2);
      await told(cases, 3);
    },
    { activities: cases },
  );
});
