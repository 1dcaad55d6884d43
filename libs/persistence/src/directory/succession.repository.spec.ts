import { someInstant, tenant, transitionOf } from '../fixtures/case.fixture';
import { enterOrganisation, supervisor } from '../fixtures/directory.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { VersionConflictError } from '../errors';
import { RegisterRepository } from '../register/register.repository';
import { SuccessionRepository, type NewSuccession } from './succession.repository';

let register: TestRegister;
let successions: SuccessionRepository;

beforeAll(async () => {
  register = await openRegister();
  successions = new SuccessionRepository(register.dataSource);
  await enterOrganisation(register.dataSource, tenant);
});

afterAll(() => register.close());

let made = 0;

async function organisation(status: 'T' | 'D' = 'T'): Promise<string> {
  made += 1;
  const id = `XC${String(made).padStart(8, '0')}`;
  await enterOrganisation(register.dataSource, id, { status });
  return id;
}

const wanted = (
  organisationId: string,
  successorId: string,
  changes: Partial<NewSuccession> = {},
): NewSuccession => ({
  id: `${organisationId}-${successorId}`,
  organisationId,
  successorId,
  startsAt: someInstant,
  reason: '組織整併',
  replaces: false,
  by: supervisor,
  at: someInstant,
  ...changes,
});

const outcome = async (request: NewSuccession): Promise<string> => {
  const answer = await successions.link(request);
  return answer.kind === 'refused' ? answer.why : answer.kind;
};

it('links a successor, who takes over on that day, along successors of successors', async () => {
  const [a, b, c] = [await organisation(), await organisation(), await organisation()];
  expect(await outcome(wanted(a, b))).toBe('linked');
  expect(await outcome(wanted(b, c, { startsAt: someInstant + 10 }))).toBe('linked');
  expect(await successions.successorOf(a, someInstant - 1)).toBeUndefined();
  expect(await successions.successorOf(a, someInstant)).toMatchObject({ id: b });
  expect(await successions.successorOf(a, someInstant + 10)).toMatchObject({ id: c });
  expect(await successions.successorOf(c, someInstant + 10)).toBeUndefined();
  expect((await successions.currentOf([c, b, a])).map((row) => row.organisationId)).toEqual([a, b]);
});

it('shows of a chain to whom letters go now, and who is to take over where nobody has', async () => {
  const [a, b, c, d] = [
    await organisation(),
    await organisation(),
    await organisation(),
    await organisation(),
  ];
  await successions.link(wanted(a, b, { startsAt: someInstant + 10 }));
  await successions.link(wanted(b, c, { startsAt: someInstant }));
  await successions.link(wanted(c, d, { startsAt: someInstant + 20 }));
  const shown = async (after: number) => {
    const found = await successions.successorsOf([a, b, d], someInstant + after);
    return [a, b, d].map((id) => found.get(id));
  };
  const at = (successorId: string, after: number) => ({ successorId, startsAt: someInstant + after });
  expect(await shown(-1)).toEqual([at(b, 10), at(c, 0), undefined]);
  expect(await shown(5)).toEqual([at(b, 10), at(c, 0), undefined]);
  expect(await shown(10)).toEqual([at(c, 10), at(c, 0), undefined]);
  expect(await shown(20)).toEqual([at(d, 20), at(d, 20), undefined]);
  expect(await successions.successorOf(a, someInstant + 5)).toBeUndefined();
  expect(await successions.successorOf(a, someInstant + 15)).toMatchObject({ id: c });
});

it('says the same again for the same request', async () => {
  const [a, b] = [await organisation(), await organisation()];
  const first = await successions.link(wanted(a, b));
  expect(await successions.link(wanted(a, b))).toEqual({ ...first, replayed: true });
  await expect(successions.link(wanted(a, b, { reason: '另一理由' }))).rejects.toThrow(VersionConflictError);
});

it('refuses itself, the unknown, the dissolved, a second one unless it replaces, and circles', async () => {
  const [a, b, c] = [await organisation(), await organisation(), await organisation()];
  const [deleted, dissolved] = [await organisation('D'), await organisation()];
  await new RegisterRepository(register.dataSource).record(
    transitionOf({
      id: 'n-d',
      effects: [{ kind: 'dissolve', id: 'notice/n-d/1/1', organisationId: dissolved }],
    }),
  );
  expect(await outcome(wanted(a, a))).toBe('oneself');
  expect(await outcome(wanted(a, 'XC99999999'))).toBe('unknown');
  expect(await outcome(wanted(a, deleted))).toBe('dissolved');
  expect(await outcome(wanted(a, dissolved))).toBe('dissolved');
  expect(await outcome(wanted(a, b))).toBe('linked');
  expect(await outcome(wanted(a, c))).toBe('alreadyLinked');
  expect(await outcome(wanted(b, c))).toBe('linked');
  expect(await outcome(wanted(c, a))).toBe('circle');
  expect(await outcome(wanted(a, c, { replaces: true }))).toBe('linked');
  expect(await successions.successorOf(a, someInstant)).toMatchObject({ id: c });
});

it('lets one of two win that would succeed each other', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [a, b] = [await organisation(), await organisation()];
    const both = await Promise.all([outcome(wanted(a, b)), outcome(wanted(b, a))]);
    expect(both.sort()).toEqual(['circle', 'linked']);
  }
});
