import { randomUUID } from 'node:crypto';
import {
  calendarKeeperWorkflowType,
  pokeSignal,
  type CalendarActivities,
  type CaseToExtend,
} from '@xiangaitong/contracts/workflow';
import { waitUntil } from '@xiangaitong/testing';
import { useKitWithoutWorker } from '../fixtures/workflow-kit.fixture';

const kit = useKitWithoutWorker();

const POLL_MS = 60_000;

/** Cases whose calendar is too short until they are told, in memory. */
class Cases implements CalendarActivities {
  readonly short = new Set<string>();
  readonly told: string[] = [];
  /** Those that do not answer. */
  readonly deaf = new Set<string>();
  watched = 0;
  looked = 0;

  readonly watchCoverage = async (): Promise<void> => {
    this.watched += 1;
  };

  readonly casesToExtend: CalendarActivities['casesToExtend'] = async (after) => {
    this.looked += 1;
    const cases = [...this.short]
      .sort()
      .filter((id) => after === undefined || id > after.caseId)
      .slice(0, 100);
    return {
      versionId: 'v-2',
      cases: cases.map((caseId) => ({ caseKind: 'notice', caseId, tenant: 'C1' })),
    };
  };

  readonly extendCase = async ({ caseId }: CaseToExtend, versionId: string): Promise<void> => {
    if (this.deaf.has(caseId)) throw new Error(`${caseId} does not answer`);
    this.told.push(`${caseId} ${versionId}`);
    this.short.delete(caseId);
  };
}

const start = () => kit.start(calendarKeeperWorkflowType, `keeper-${randomUUID()}`, { pollMs: POLL_MS });
const idOf = (index: number): string => `n-${String(index).padStart(3, '0')}`;
const told = (cases: Cases, count: number): Promise<unknown> =>
  waitUntil(() => cases.told.length === count, { timeoutMs: 30_000, what: `${count} cases to be told` });

it('brings the calendar to every case at once, each once, whoever does not answer', async () => {
  const cases = new Cases();
  for (let index = 0; index < 230; index += 1) cases.short.add(idOf(index));
  // A whole page of them.
  for (let index = 0; index < 100; index += 1) cases.deaf.add(idOf(index));
  await kit.run(
    async () => {
      await start();
      await told(cases, 130);
      expect(new Set(cases.told).size).toBe(130);
      expect(cases.told[0]).toMatch(/ v-2$/);
      cases.deaf.clear();
      await kit.env.sleep(POLL_MS + 10_000);
      await told(cases, 230);
      expect(new Set(cases.told).size).toBe(230);
    },
    { activities: cases },
  );
});

it('looks when it is poked, by itself when the poke was lost, and watches the coverage each time', async () => {
  const cases = new Cases();
  await kit.run(
    async () => {
      const handle = await start();
      await waitUntil(() => cases.looked === 1, { timeoutMs: 30_000, what: 'the first look' });
      cases.short.add('n-poked');
      await handle.signal(pokeSignal);
      await told(cases, 1);
      expect(cases.watched).toBe(2);
      cases.short.add('n-lost');
      await kit.env.sleep(POLL_MS / 2);
      expect(cases.told).toEqual(['n-poked v-2']);
      await kit.env.sleep(POLL_MS);
      await told(cases, 2);
    },
    { activities: cases },
  );
});
