import { governmentCalendar2025to2027 as shipped, type Actor, type WorkCalendar } from '@xiangaitong/domain';
import { supervisor } from '../fixtures/directory.fixture';
import { someInstant, tenant } from '../fixtures/case.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import {
  CalendarVersionRepository,
  type CalendarDecision,
  type NewCalendarVersion,
} from './calendar-version.repository';

let register: TestRegister;
let versions: CalendarVersionRepository;

beforeEach(async () => {
  register = await openRegister();
  versions = new CalendarVersionRepository(register.dataSource);
});
afterEach(() => register.close());

const importer: Actor = { personId: 'p-admin', role: 'centreAdministrator', organisationId: tenant };
const longer: WorkCalendar = { ...shipped, lastDay: '2028-12-31' };

const wanted = (change: Partial<NewCalendarVersion> = {}): NewCalendarVersion => ({
  id: 'v-2',
  calendar: longer,
  basedOn: 'shipped',
  source: '行政院人事行政總處',
  fileForm: 'office',
  fileSha256: 'a'.repeat(64),
  by: importer,
  at: someInstant,
  ...change,
});
let requests = 0;
const approval = (change: Partial<CalendarDecision> = {}): CalendarDecision => ({
  id: 'v-2',
  outcome: { state: 'approved' },
  by: supervisor,
  at: someInstant + 10,
  commandId: `p-super:request-${(requests += 1)}`,
  ...change,
});
const inForceAt = async (at: number): Promise<string> => (await versions.inForce(at)).id;

describe('calendar versions', () => {
  it('begin with the one that ships, in force from the start', async () => {
    const version = await versions.inForce(someInstant);
    expect(version).toMatchObject({ id: 'shipped', number: 1, calendar: shipped, state: 'approved' });
    expect(await versions.list()).toEqual([version]);
  });

  it('are in force from their approval on, not before, under a name of their own', async () => {
    const { version } = await versions.add(wanted());
    expect(version).toMatchObject({
      state: 'imported',
      number: 2,
      actorId: 'p-admin',
      calendar: { ...longer, version: '行政機關辦公日曆表 2025-2028（第 2 版）' },
    });
    expect(await inForceAt(someInstant + 10)).toBe('shipped');
    expect(await versions.decide(approval())).toMatchObject({ kind: 'decided', replayed: false });
    expect(await inForceAt(someInstant + 9)).toBe('shipped');
    expect(await inForceAt(someInstant + 10)).toBe('v-2');
    expect(await versions.find('v-2')).toEqual({
      ...version,
      state: 'approved',
      decidedBy: 'p-super',
      decidedByOrganisation: tenant,
      decidedAt: someInstant + 10,
      decisionCommandId: expect.any(String) as string,
    });
    expect((await versions.list()).map(({ id }) => id)).toEqual(['v-2', 'shipped']);
  });

  it('are decided by a second person, who is not who imported, nor acts for them, nor they for them', async () => {
    await versions.add(wanted({ by: { ...importer, onBehalfOf: 'p-away' } }));
    for (const by of [
      importer,
      { ...supervisor, onBehalfOf: 'p-admin' },
      { ...supervisor, personId: 'p-away' },
      { ...supervisor, onBehalfOf: 'p-away' },
    ]) {
      const refused = { state: 'refused' as const, reason: '檔案有誤' };
      for (const outcome of [{ state: 'approved' as const }, refused]) {
        expect(await versions.decide(approval({ by, outcome }))).toEqual({
          kind: 'refused',
          why: 'fourEyes',
        });
      }
    }
    expect(await versions.find('v-2')).toMatchObject({ state: 'imported', decidedBy: null });
    expect(await versions.decide(approval())).toMatchObject({ kind: 'decided' });
  });

  it('are decided once; the same request again finds what it did', async () => {
    await versions.add(wanted());
    const refusal = approval({ outcome: { state: 'refused', reason: '與公布內容不符' } });
    const first = await versions.decide(refusal);
    expect(first).toMatchObject({ version: { state: 'refused', reason: '與公布內容不符' }, replayed: false });
    expect(await versions.decide({ ...refusal, at: someInstant + 99 })).toEqual({ ...first, replayed: true });
    await expect(versions.decide({ ...refusal, outcome: { state: 'approved' } })).rejects.toMatchObject({
      code: 'register.versionConflict',
    });
    expect(await versions.decide(approval())).toEqual({ kind: 'refused', why: 'decided' });
    expect(await inForceAt(someInstant + 100)).toBe('shipped');
    await expect(versions.decide(approval({ id: 'v-9' }))).rejects.toMatchObject({
      code: 'register.notFound',
    });
  });

  it('made of a version that is no longer in force come into force no more, and may be refused', async () => {
    await versions.add(wanted());
    await versions.add(wanted({ id: 'v-3' }));
    await versions.decide(approval());
    expect(await versions.decide(approval({ id: 'v-3' }))).toEqual({ kind: 'refused', why: 'outdated' });
    await expect(versions.add(wanted({ id: 'v-4' }))).rejects.toMatchObject({
      code: 'register.versionConflict',
    });
    const outcome = { state: 'refused' as const, reason: '另有新版' };
    expect(await versions.decide(approval({ id: 'v-3', outcome }))).toMatchObject({ kind: 'decided' });
    expect(await versions.add(wanted({ id: 'v-4', basedOn: 'v-2' }))).toMatchObject({
      version: { number: 4 },
    });
  });

  it('are imported once by one request, each with a number of its own', async () => {
    const [first, again] = await Promise.all([versions.add(wanted()), versions.add(wanted())]);
    expect([first.replayed, again.replayed].sort()).toEqual([false, true]);
    expect(again.version).toEqual(first.version);
    for (const other of [{ fileSha256: 'b'.repeat(64) }, { source: '別處' }]) {
      await expect(versions.add(wanted(other))).rejects.toMatchObject({ code: 'register.versionConflict' });
    }
    const several = await Promise.all(['v-3', 'v-4', 'v-5'].map((id) => versions.add(wanted({ id }))));
    expect(several.map(({ version }) => version.number).sort()).toEqual([3, 4, 5]);
  });

  it('of two approved at once, one comes into force', async () => {
    await versions.add(wanted());
    await versions.add(wanted({ id: 'v-3' }));
    const answers = await Promise.all(['v-2', 'v-3'].map((id) => versions.decide(approval({ id }))));
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['decided', 'refused']);
    expect((await versions.list()).filter(({ state }) => state === 'approved')).toHaveLength(2);
  });

  it('leave an audit record of each act, and none of what was refused', async () => {
    await versions.add(wanted());
    await versions.add(wanted());
    await versions.decide(approval({ by: importer }));
    await versions.decide(approval());
    const records = await register.dataSource.query<object[]>(
      'SELECT action, actor_id AS who, tenant, outcome FROM audit_records ORDER BY id',
    );
    expect(records).toEqual([
      { action: 'ImportCalendar', who: 'p-admin', tenant, outcome: 'done' },
      { action: 'ApproveCalendar', who: 'p-super', tenant, outcome: 'done' },
    ]);
  });
});
