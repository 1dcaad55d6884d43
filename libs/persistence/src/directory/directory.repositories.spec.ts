import { recorded, someInstant, tenant, transitionOf } from '../fixtures/case.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { RegisterRepository } from '../register/register.repository';
import { OrganisationRepository } from './organisation.repository';
import { PersonRepository, type PersonParticulars } from './person.repository';

let register: TestRegister;
let organisations: OrganisationRepository;
let people: PersonRepository;

beforeAll(async () => {
  register = await openRegister();
  organisations = new OrganisationRepository(register.dataSource);
  people = new PersonRepository(register.dataSource);
  for (const id of [tenant, 'XC12345678']) await organisations.upsert(centre(id));
});

afterAll(() => register.close());

const centre = (id: string) =>
  ({
    id,
    name: '臺南市政府',
    kind: 'centre',
    centreId: null,
    status: 'T',
    email: 'office@x.example',
  }) as const;

const person = (id: string, wanted: Partial<PersonParticulars> = {}): PersonParticulars => ({
  id,
  organisationId: tenant,
  name: '𠮷田 小明',
  phone: '06-1234567',
  email: 'ming@x.example',
  roles: ['drafter', 'tracker'],
  ...wanted,
});

describe('organisations', () => {
  it('are inserted and replaced', async () => {
    await organisations.upsert({ ...centre('A1'), name: '舊名' });
    await organisations.upsert({ ...centre('A1'), name: '新名', status: 'D', email: null });
    await expect(organisations.get('A1')).resolves.toMatchObject({ name: '新名', status: 'D', email: null });
    await expect(organisations.get('none')).resolves.toBeUndefined();
    await organisations.upsert({ ...centre('A0'), kind: 'bureau' });
    expect((await organisations.findMany(['A1', 'none', 'A0'])).map(({ id }) => id)).toEqual(['A0', 'A1']);
    expect((await organisations.byKind('bureau')).map(({ id }) => id)).toEqual(['A0']);
    await expect(organisations.findMany([])).resolves.toEqual([]);
  });

  it('keep their county when they are entered without one, and lose nothing when it is said twice', async () => {
    await organisations.upsert({ ...centre('A2'), county: 'TNN' });
    await organisations.upsert({ ...centre('A2'), name: '新名' });
    await expect(organisations.get('A2')).resolves.toMatchObject({ name: '新名', county: 'TNN' });
    await expect(organisations.get(tenant)).resolves.toMatchObject({ county: null });
    const by = { personId: 'p-super', role: 'supervisor', organisationId: tenant } as const;
    const said = { organisationId: 'A2', county: 'KHH', by, at: someInstant, requestId: 'r-1' } as const;
    await organisations.setCounty(said);
    await organisations.setCounty(said);
    await expect(organisations.get('A2')).resolves.toMatchObject({ county: 'KHH' });
    const records = await register.dataSource.query<object[]>(
      "SELECT actor_id AS who, outcome, detail FROM audit_records WHERE action = 'SetCounty'",
    );
    expect(records).toEqual([
      { who: 'p-super', outcome: 'done', detail: { organisationId: 'A2', county: 'KHH', before: 'TNN' } },
    ]);
    await expect(organisations.setCounty({ ...said, organisationId: 'none' })).rejects.toMatchObject({
      code: 'register.notFound',
    });
  });

  it('are told apart by one character, upper and lower case included', async () => {
    await organisations.upsert({ ...centre('XC1a'), name: '𠮷' });
    await organisations.upsert({ ...centre('XC1A'), name: '𠮟' });
    await expect(organisations.get('XC1a')).resolves.toMatchObject({ name: '𠮷' });
    await expect(organisations.get('XC1A')).resolves.toMatchObject({ name: '𠮟' });
  });
});

describe('people', () => {
  it('are inserted and replaced with their roles', async () => {
    await people.upsert(person('p-1'));
    await expect(people.get('p-1')).resolves.toMatchObject({ ...person('p-1'), erasedAt: null });
    await people.upsert(person('p-1', { phone: null, roles: ['supervisor', 'tracker', 'tracker'] }));
    await expect(people.get('p-1')).resolves.toMatchObject({ phone: null, roles: ['supervisor', 'tracker'] });
    await people.upsert(person('p-1', { roles: [] }));
    await expect(people.get('p-1')).resolves.toMatchObject({ roles: [] });
    await expect(people.get('none')).resolves.toBeUndefined();
  });

  it('are found by role within their organisation', async () => {
    await people.upsert(person('p-2', { roles: ['auditor'] }));
    await people.upsert(person('p-3', { roles: ['auditor'], organisationId: 'XC12345678' }));
    await people.upsert(person('p-4', { roles: ['bureau'] }));
    expect((await people.byRole(tenant, 'auditor')).map(({ id }) => id)).toEqual(['p-2']);
    await expect(people.byRole(tenant, 'authority')).resolves.toEqual([]);
    expect((await people.findMany(['p-4', 'p-2', 'none'])).map(({ id }) => id)).toEqual(['p-2', 'p-4']);
  });

  it('belong to an organisation that is known', async () => {
    await expect(people.upsert(person('p-5', { organisationId: 'none' }))).rejects.toThrow(/foreign key/);
    await expect(people.get('p-5')).resolves.toBeUndefined();
  });

  it('are erased, once and for all, and their events stay as they are', async () => {
    await people.upsert(person('p-6'));
    const by = { personId: 'p-6', role: 'tracker', organisationId: tenant } as const;
    const events = [recorded({ type: 'NoticeWithdrawn', reason: '誤繕' }, someInstant, by)];
    const cases = new RegisterRepository(register.dataSource);
    await cases.record(transitionOf({ id: 'n-person', events }));
    const hashes = () => register.dataSource.query("SELECT * FROM events WHERE stream_id = 'n-person'");
    const before: unknown = await hashes();

    await people.erase('p-6');
    const erased = await people.get('p-6');
    expect(erased).toMatchObject({ name: null, phone: null, email: null, roles: [] });
    expect(typeof erased?.erasedAt).toBe('number');
    await people.erase('p-6');
    await people.erase('none');
    await expect(people.get('p-6')).resolves.toEqual(erased);
    await expect(people.upsert(person('p-6'))).rejects.toMatchObject({ code: 'register.personErased' });
    await expect(people.get('p-6')).resolves.toEqual(erased);

    expect(await hashes()).toEqual(before);
    expect((await cases.loadCase('notice', 'n-person')).events).toEqual(events);
  });

  it('stay erased when they are written at the same time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = `p-race-${round}`;
      await people.upsert(person(id));
      await Promise.allSettled([people.upsert(person(id)), people.erase(id), people.upsert(person(id))]);
      await expect(people.get(id)).resolves.toMatchObject({ name: null, email: null, roles: [] });
    }
  });
});
