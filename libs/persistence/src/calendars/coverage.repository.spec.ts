import { deadlineInstant, startOfDay } from '@xiangaitong/domain';
import { enterOrganisation, otherTenant } from '../fixtures/directory.fixture';
import { tenant, transitionOf } from '../fixtures/case.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { RegisterRepository } from '../register/register.repository';
import { TaskRepository } from '../register/task.repository';
import { CoverageRepository } from './coverage.repository';

let register: TestRegister;
let coverage: CoverageRepository;

beforeEach(async () => {
  register = await openRegister();
  coverage = new CoverageRepository(register.dataSource);
});
afterEach(() => register.close());

const LAST_DAY = '2027-12-31';

describe('open cases whose calendar ends early', () => {
  const enter = async (
    id: string,
    change: Partial<Parameters<typeof transitionOf>[0]> = {},
    until = LAST_DAY,
  ) => {
    await new RegisterRepository(register.dataSource).record({
      ...transitionOf({ id, ...change }),
      calendarUntil: until,
    });
  };

  it('are those of both kinds that are open and end before that day, page by page', async () => {
    await enter('n-1');
    await enter('n-2');
    await enter('n-3', { summary: { closed: true } });
    await enter('n-4', {}, '2028-12-31');
    await enter('s-1', { kind: 'suspension' });
    const ids = async (after?: { caseKind: 'notice' | 'suspension'; caseId: string }, limit = 10) =>
      (await coverage.endingBefore('2028-12-31', after, limit)).map(
        ({ caseKind, caseId }) => `${caseKind} ${caseId}`,
      );
    expect(await ids()).toEqual(['notice n-1', 'notice n-2', 'suspension s-1']);
    expect(await ids(undefined, 2)).toEqual(['notice n-1', 'notice n-2']);
    expect(await ids({ caseKind: 'notice', caseId: 'n-2' }, 2)).toEqual(['suspension s-1']);
    expect(await ids({ caseKind: 'suspension', caseId: 's-1' })).toEqual([]);
    expect(await coverage.endingBefore(LAST_DAY, undefined, 10)).toEqual([]);
  });

  it('are those, too, of which nobody has kept how far it goes', async () => {
    await enter('n-1');
    await register.dataSource.query('UPDATE notices SET calendar_until = NULL');
    expect(await coverage.endingBefore(LAST_DAY, undefined, 10)).toMatchObject([{ caseId: 'n-1' }]);
  });

  it('are told apart by what the last recording said', async () => {
    await enter('n-1');
    await enter('n-1', { seq: 1 }, '2028-12-31');
    expect(await coverage.endingBefore('2028-12-31', undefined, 10)).toEqual([]);
  });
});

describe('the task to bring the next calendar', () => {
  const tasksOf = async (centre: string, open = true) =>
    (await new TaskRepository(register.dataSource).list({ tenant: centre, open, limit: 10 })).items;

  beforeEach(async () => {
    for (const id of [tenant, otherTenant]) {
      await enterOrganisation(register.dataSource, id, { kind: 'centre', centreId: null });
    }
    await enterOrganisation(register.dataSource, 'XC1');
  });

  it('comes to each centre sixty days before the last day, once, and is urgent thirty days before', async () => {
    await coverage.watch(LAST_DAY, 'v-1', startOfDay('2027-11-01') - 1);
    expect(await tasksOf(tenant)).toEqual([]);
    await coverage.watch(LAST_DAY, 'v-1', startOfDay('2027-11-01'));
    await coverage.watch(LAST_DAY, 'v-1', startOfDay('2027-11-09'));
    for (const centre of [tenant, otherTenant]) {
      expect(await tasksOf(centre)).toMatchObject([
        {
          caseKind: 'calendar',
          caseId: centre,
          kind: 'importCalendar',
          role: 'centreAdministrator',
          dueAt: deadlineInstant(LAST_DAY),
          urgent: false,
          openedAt: startOfDay('2027-11-01'),
        },
      ]);
    }
    await coverage.watch(LAST_DAY, 'v-1', startOfDay('2027-12-01'));
    expect(await tasksOf(tenant)).toMatchObject([{ urgent: true, openedAt: startOfDay('2027-11-01') }]);
  });

  it('is done when a calendar that lasts longer is in force, and comes again before that one ends', async () => {
    await coverage.watch(LAST_DAY, 'v-1', startOfDay('2027-11-02'));
    await coverage.watch('2028-12-31', 'v-2', startOfDay('2027-11-20'));
    expect(await tasksOf(tenant)).toEqual([]);
    expect(await tasksOf(tenant, false)).toMatchObject([{ closedAt: startOfDay('2027-11-20') }]);
    await coverage.watch('2028-12-31', 'v-2', startOfDay('2028-11-20'));
    expect(await tasksOf(tenant)).toMatchObject([{ dueAt: deadlineInstant('2028-12-31') }]);
  });
});
