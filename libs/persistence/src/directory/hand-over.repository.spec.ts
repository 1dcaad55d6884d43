import type { OpenTaskEffect } from '@xiangaitong/domain';
import { AuditRepository } from '../audit/audit.repository';
import { someInstant, tenant, transitionOf } from '../fixtures/case.fixture';
import { enterOrganisation, enterPerson, otherTenant, supervisor } from '../fixtures/directory.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { RegisterRepository } from '../register/register.repository';
import { applyTasks } from '../register/task-changes';
import { TaskRepository } from '../register/task.repository';
import { HandOverRepository, type DisableRequest } from './hand-over.repository';
import { PersonRepository } from './person.repository';
import { SubstitutionRepository } from './substitution.repository';

let register: TestRegister;
let handOvers: HandOverRepository;
let record: RegisterRepository;
let tasks: TaskRepository;

beforeAll(async () => {
  register = await openRegister();
});

beforeEach(async () => {
  const { dataSource } = register;
  handOvers = new HandOverRepository(dataSource);
  record = new RegisterRepository(dataSource);
  tasks = new TaskRepository(dataSource);
  for (const id of [tenant, otherTenant]) await enterOrganisation(dataSource, id);
  await enterPerson(dataSource, supervisor.personId, ['supervisor']);
  for (const id of ['p-a', 'p-b', 'p-c']) await enterPerson(dataSource, id);
  await enterPerson(dataSource, 'p-stranger', ['supervisor'], otherTenant);
});

afterEach(async () => {
  for (const table of written) await register.dataSource.query(`DELETE FROM ${table}`);
});

afterAll(() => register.close());

/** What a test leaves, those that refer before what they refer to. */
const written = [
  ...[
    'tasks',
    'notices',
    'suspensions',
    'events',
    'commands',
    'audit_records',
    'hand_overs',
    'substitutions',
  ],
  ...['person_roles', 'people', 'organisations'],
];

const request = (changes: Partial<DisableRequest> = {}): DisableRequest => ({
  personId: 'p-a',
  reason: '調職',
  by: supervisor,
  at: someInstant,
  commandId: 'p-super:key-0001',
  fingerprint: 'f'.repeat(64),
  ...changes,
});

const open = (caseId: string, assigneeId: string): OpenTaskEffect => ({
  kind: 'openTask',
  id: `notice/${caseId}/1/1`,
  task: 'recordFollowUp',
  role: 'tracker',
  assigneeId,
  urgent: false,
});

/** A notice that this person tracks, with a task of theirs. */
const caseOf = (id: string, trackerId: string, summary = {}): Promise<unknown> =>
  record.record(transitionOf({ id, effects: [open(id, trackerId)], summary: { trackerId, ...summary } }));

const taskOf = async (caseId: string) => {
  const { items } = await tasks.list({ tenant, caseId, limit: 5 });
  return items.map(({ assigneeId, onBehalfOf, role }) => [assigneeId, onBehalfOf, role]);
};
/** Who takes whose place at that one instant. */
const standIn = (personId: string, substituteId: string): Promise<unknown> =>
  new SubstitutionRepository(register.dataSource).set({
    id: 's-1',
    personId,
    substituteId,
    startsAt: someInstant,
    endsAt: someInstant + 1,
    by: supervisor,
    at: someInstant,
  });

/** Something that one waits for and another lets happen. */
const gate = () => {
  let open = (): void => undefined;
  let fail = (_error: Error): void => undefined;
  const passed = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { passed, open: () => open(), fail: (error: Error) => fail(error) };
};
const why = async (changes: Partial<DisableRequest>): Promise<string> => {
  const answer = await handOvers.disable(request(changes));
  return answer.kind === 'refused' ? answer.why : answer.kind;
};

describe('disabling a person', () => {
  it('hands tasks and notices to the substitute in the same act, and leaves a trace', async () => {
    await caseOf('n-1', 'p-a');
    await caseOf('n-2', 'p-a', { phase: 'closed', closed: true });
    await caseOf('n-3', 'p-b');
    const answer = await handOvers.disable(request({ substituteId: 'p-b' }));
    expect(answer).toMatchObject({
      kind: 'disabled',
      replayed: false,
      row: { substituteId: 'p-b', trackerId: 'p-b', tasks: 2, cases: 1, at: someInstant },
    });
    expect(await taskOf('n-1')).toEqual([['p-b', 'p-a', 'tracker']]);
    expect(await taskOf('n-3')).toEqual([['p-b', null, 'tracker']]);
    expect(await handOvers.orphans(9)).toEqual([
      {
        caseKind: 'notice',
        caseId: 'n-1',
        seq: 1,
        from: 'p-a',
        trackerId: 'p-b',
        reason: '調職',
        by: supervisor,
      },
    ]);
    const person = await new PersonRepository(register.dataSource).get('p-a');
    expect(person).toMatchObject({ disabledAt: someInstant, roles: ['tracker'] });
    const { items } = await new AuditRepository(register.dataSource).list({ tenant, limit: 9 });
    expect(items[0]).toMatchObject({
      action: 'DisablePerson',
      actorId: 'p-super',
      detail: { personId: 'p-a', substituteId: 'p-b', tasks: 2, cases: 1 },
    });
  });

  it('hands over suspensions as well as notices, and looks past what fills one look', async () => {
    const suspension = (id: string, trackerId: string, summary = {}): Promise<unknown> =>
      record.record(transitionOf({ kind: 'suspension', id, summary: { trackerId, ...summary } }));
    await caseOf('n-1', 'p-a');
    await suspension('s-1', 'p-a');
    await suspension('s-2', 'p-a', { phase: 'closed', closed: true });
    await suspension('s-3', 'p-b');
    expect(await handOvers.disable(request({ substituteId: 'p-b' }))).toMatchObject({ row: { cases: 2 } });
    const left = async (limit: number) =>
      (await handOvers.orphans(limit)).map(({ caseKind, caseId }) => `${caseKind} ${caseId}`);
    expect(await left(9)).toEqual(['notice n-1', 'suspension s-1']);
    expect(await left(1)).toEqual(['notice n-1']);
    await record.record(
      transitionOf({ kind: 'suspension', id: 's-1', seq: 1, summary: { trackerId: 'p-b' } }),
    );
    expect(await left(9)).toEqual(['notice n-1']);
  });

  it('without a substitute asks the supervisors, and the first of them tracks', async () => {
    await enterPerson(register.dataSource, 'p-aaa', ['supervisor']);
    await caseOf('n-1', 'p-a');
    expect(await handOvers.disable(request())).toMatchObject({
      row: { substituteId: null, trackerId: 'p-aaa' },
    });
    expect(await taskOf('n-1')).toEqual([[null, 'p-a', 'supervisor']]);
    await caseOf('n-late', 'p-a');
    expect(await taskOf('n-late')).toEqual([[null, 'p-a', 'supervisor']]);
    expect((await handOvers.orphans(9)).map(({ caseId }) => caseId)).toEqual(['n-1', 'n-late']);
  });

  it('takes the supervisor who is named, rather than the substitute who stands in', async () => {
    await standIn('p-a', 'p-c');
    expect(await handOvers.disable(request({ supervisorId: 'p-super' }))).toMatchObject({
      row: { substituteId: null, trackerId: 'p-super' },
    });
  });

  it('takes the substitute who stands in when nobody is named', async () => {
    await standIn('p-a', 'p-c');
    expect(await handOvers.disable(request())).toMatchObject({
      row: { substituteId: 'p-c', trackerId: 'p-c' },
    });
  });

  it('hands on what the person did in another’s place, and keeps whose place it is', async () => {
    await standIn('p-c', 'p-a');
    await caseOf('n-1', 'p-c');
    expect(await taskOf('n-1')).toEqual([['p-a', 'p-c', 'tracker']]);
    await handOvers.disable(request({ substituteId: 'p-b' }));
    expect(await taskOf('n-1')).toEqual([['p-b', 'p-c', 'tracker']]);
  });

  it('asks the supervisors while the substitute is away and had named the one who left', async () => {
    await standIn('p-b', 'p-a');
    await handOvers.disable(request({ substituteId: 'p-b' }));
    await caseOf('n-1', 'p-b');
    expect(await taskOf('n-1')).toEqual([[null, 'p-b', 'supervisor']]);
    await record.record(transitionOf({ id: 'n-2', at: someInstant + 1, effects: [open('n-2', 'p-a')] }));
    expect(await taskOf('n-2')).toEqual([['p-b', 'p-a', 'tracker']]);
  });

  it('says the same again under the same key, and refuses another', async () => {
    const first = await handOvers.disable(request());
    expect(await handOvers.disable(request())).toEqual({ ...first, replayed: true });
    expect(await why({ fingerprint: 'other' })).toBe('keyReused');
    expect(await why({ commandId: 'p-super:key-0002' })).toBe('alreadyDisabled');
  });

  it.each<[string, Partial<DisableRequest>, string]>([
    ['nobody known', { personId: 'p-nowhere' }, 'unknown'],
    ['somebody of another organisation', { personId: 'p-stranger' }, 'unknown'],
    ['oneself', { personId: 'p-super' }, 'oneself'],
    ['whose place one takes', { personId: 'p-a', by: { ...supervisor, onBehalfOf: 'p-a' } }, 'oneself'],
    ['a substitute of another organisation', { substituteId: 'p-stranger' }, 'unknownSubstitute'],
    ['the person as substitute', { substituteId: 'p-a' }, 'unknownSubstitute'],
    ['a supervisor who is none', { supervisorId: 'p-b' }, 'unknownSupervisor'],
  ])('refuses %s', async (_what, changes, code) => {
    expect(await why(changes)).toBe(code);
    expect((await new PersonRepository(register.dataSource).get('p-a'))?.disabledAt).toBeNull();
  });

  it('refuses heirs who have been disabled, and where there is no supervisor', async () => {
    await enterPerson(register.dataSource, 'p-super-2', ['supervisor']);
    const by = { ...supervisor, role: 'centreAdministrator', personId: 'p-c' } as const;
    for (const id of ['p-b', 'p-super-2'])
      await handOvers.disable(request({ personId: id, commandId: `k-${id}`, by }));
    expect(await why({ substituteId: 'p-b' })).toBe('disabledSubstitute');
    expect(await why({ supervisorId: 'p-super-2' })).toBe('disabledSupervisor');
    expect(await why({ personId: 'p-super', by })).toBe('nobody');
  });

  it('waits for a recording that names the person, and hands its task over', async () => {
    const recording = gate();
    const named = gate();
    const input = transitionOf({ id: 'n-race', effects: [open('n-race', 'p-a')] });
    const recorded = register.dataSource.transaction(async (manager) => {
      await applyTasks(manager, input);
      named.open();
      await recording.passed;
    });
    await named.passed;
    const look = register.dataSource.query("SELECT id FROM people WHERE id = 'p-a' FOR UPDATE NOWAIT");
    await look.then(
      () => recording.fail(new Error('The person who is named could be disabled meanwhile')),
      () => undefined,
    );
    const disabled = handOvers.disable(request({ substituteId: 'p-b' }));
    recording.open();
    expect(await Promise.all([disabled, recorded])).toMatchObject([{ row: { tasks: 1 } }, undefined]);
    expect(await taskOf('n-race')).toEqual([['p-b', 'p-a', 'tracker']]);
  });

  it('misses nothing of twenty cases that begin at the same moment', async () => {
    const cases = Array.from({ length: 20 }, (_, index) => `n-race-${index}`);
    const recordings = cases.map((id) => caseOf(id, 'p-a'));
    await Promise.all([handOvers.disable(request({ substituteId: 'p-b' })), ...recordings]);
    for (const id of cases) expect(await taskOf(id)).toEqual([['p-b', 'p-a', 'tracker']]);
    expect(await handOvers.orphans(50)).toHaveLength(20);
  });

  it('lets one of two win who would hand over to each other', async () => {
    const answers = await Promise.all([
      handOvers.disable(request({ substituteId: 'p-b', commandId: 'k-1' })),
      handOvers.disable(request({ personId: 'p-b', substituteId: 'p-a', commandId: 'k-2' })),
    ]);
    expect(answers.map((answer) => (answer.kind === 'refused' ? answer.why : answer.kind)).sort()).toEqual([
      'disabled',
      'disabledSubstitute',
    ]);
  });

  it('survives the directory being entered again', async () => {
    await handOvers.disable(request());
    await enterPerson(register.dataSource, 'p-a');
    expect((await new PersonRepository(register.dataSource).get('p-a'))?.disabledAt).toBe(someInstant);
  });
});
