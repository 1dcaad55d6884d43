import type { Actor, Closure } from '@xiangaitong/domain';
import { someInstant, tenant } from '../fixtures/case.fixture';
import { supervisor } from '../fixtures/directory.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { ClosureRepository, type NewClosure } from './closure.repository';

let register: TestRegister;
let closures: ClosureRepository;

beforeEach(async () => {
  register = await openRegister();
  closures = new ClosureRepository(register.dataSource);
});
afterEach(() => register.close());

const bureau: Actor = { personId: 'p-tsai', role: 'bureau', organisationId: 'NAA0000001' };
const typhoon: Closure = {
  county: 'TNN',
  date: '2026-09-28',
  decided: 'wholeDay',
  source: '臺南市政府 115/9/27 公告',
};
let ids = 0;
const entry = (change: Partial<NewClosure> = {}): NewClosure => ({
  id: `c-${(ids += 1)}`,
  ...typhoon,
  by: supervisor,
  at: someInstant,
  ...change,
});

describe('closures', () => {
  it('are kept in order of entry, the corrected ones included', async () => {
    const taken = await closures.enter(entry());
    expect(taken).toMatchObject({
      kind: 'entered',
      replayed: false,
      row: { ...typhoon, number: 1, enteredAt: someInstant, actorId: 'p-super', actorOrganisationId: tenant },
    });
    await closures.enter(entry({ county: 'KHH' }));
    await closures.enter(entry({ decided: 'asUsual', by: bureau }));
    await closures.enter(entry({ date: '2026-09-25', decided: 'partOfDay' }));
    expect(await closures.closuresOf('TNN')).toEqual([
      typhoon,
      { ...typhoon, decided: 'asUsual' },
      { ...typhoon, date: '2026-09-25', decided: 'partOfDay' },
    ]);
    expect(await closures.closuresOf('TPE')).toEqual([]);
    const numbers = async (filter: Parameters<ClosureRepository['list']>[0]): Promise<number[]> =>
      (await closures.list(filter)).map(({ number }) => number);
    expect(await numbers({})).toEqual([4, 3, 2, 1]);
    expect(await numbers({ county: 'KHH' })).toEqual([2]);
    expect(await numbers({ from: '2026-09-26' })).toEqual([3, 2, 1]);
    expect(await numbers({ to: '2026-09-25' })).toEqual([4]);
    expect(await numbers({ county: 'TNN', from: '2026-09-28', to: '2026-09-28' })).toEqual([3, 1]);
  });

  it('are entered once by one request; another entry under its id is refused', async () => {
    const wanted = entry();
    const [first, second] = await Promise.all([closures.enter(wanted), closures.enter(wanted)]);
    expect([first, second].map((each) => each.kind === 'entered' && each.replayed).sort()).toEqual([
      false,
      true,
    ]);
    for (const other of [
      { county: 'KHH' as const },
      { date: '2026-09-29' },
      { decided: 'partOfDay' as const },
      { source: '別處' },
    ]) {
      await expect(closures.enter({ ...wanted, ...other })).rejects.toMatchObject({
        code: 'register.versionConflict',
      });
    }
    expect(await closures.list({})).toHaveLength(1);
  });

  it('get numbers of their own when several are entered at once', async () => {
    await Promise.all([1, 2, 3, 4].map(() => closures.enter(entry())));
    expect((await closures.list({})).map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  });

  it('take back only what was entered of that county and day', async () => {
    await closures.enter(entry());
    for (const change of [{ county: 'KHH' as const }, { date: '2026-09-29' }]) {
      expect(await closures.enter(entry({ ...change, decided: 'asUsual' }))).toEqual({
        kind: 'refused',
        why: 'nothingToTakeBack',
      });
    }
    expect(await closures.enter(entry({ decided: 'asUsual' }))).toMatchObject({ kind: 'entered' });
  });

  it('leave an audit record of each entry, and none of a repetition', async () => {
    const wanted = entry({ by: bureau });
    await closures.enter(wanted);
    await closures.enter(wanted);
    const records = await register.dataSource.query<object[]>(
      'SELECT action, actor_id AS who, tenant, outcome FROM audit_records ORDER BY id',
    );
    expect(records).toEqual([
      { action: 'EnterClosure', who: 'p-tsai', tenant: 'NAA0000001', outcome: 'done' },
    ]);
  });
});
