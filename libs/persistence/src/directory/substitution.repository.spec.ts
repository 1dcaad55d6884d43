import type { OpenTaskEffect } from '@xiangaitong/domain';
import { AuditRepository } from '../audit/audit.repository';
import { letterEffect, someInstant, tenant, transitionOf } from '../fixtures/case.fixture';
import { enterOrganisation, enterPerson, otherTenant, supervisor } from '../fixtures/directory.fixture';
import { openRegister, watchStatements, type TestRegister } from '../fixtures/register.fixture';
import { VersionConflictError } from '../errors';
import { DispatchRepository } from '../dispatch/dispatch.repository';
import { RegisterRepository } from '../register/register.repository';
import { TaskRepository } from '../register/task.repository';
import { HandOverRepository } from './hand-over.repository';
import { SubstitutionRepository, type NewSubstitution } from './substitution.repository';

let register: TestRegister;
let substitutions: SubstitutionRepository;
let record: RegisterRepository;
let tasks: TaskRepository;

beforeAll(async () => {
  register = await openRegister();
  substitutions = new SubstitutionRepository(register.dataSource);
  record = new RegisterRepository(register.dataSource);
  tasks = new TaskRepository(register.dataSource);
  for (const id of [tenant, otherTenant]) await enterOrganisation(register.dataSource, id);
  await enterPerson(register.dataSource, supervisor.personId, ['supervisor']);
  await enterPerson(register.dataSource, 'p-stranger', ['tracker'], otherTenant);
});

afterAll(() => register.close());

const DAY = 86_400_000;
let made = 0;

/** A person of the centre's, new for each test. */
async function somebody(): Promise<string> {
  made += 1;
  const id = `p-${made}`;
  await enterPerson(register.dataSource, id);
  return id;
}

const wanted = (
  personId: string,
  substituteId: string,
  changes: Partial<NewSubstitution> = {},
): NewSubstitution => ({
  id: `${personId}-${substituteId}`,
  personId,
  substituteId,
  startsAt: someInstant,
  endsAt: someInstant + DAY,
  by: supervisor,
  at: someInstant - DAY,
  ...changes,
});

const open = (caseId: string, assigneeId: string, seq = 1): OpenTaskEffect => ({
  kind: 'openTask',
  id: `notice/${caseId}/${seq}/1`,
  task: 'recordFollowUp',
  role: 'tracker',
  assigneeId,
  urgent: false,
});

/** The task as it stands when a case names this person at that instant. */
async function taskFor(assigneeId: string, at: number) {
  made += 1;
  const id = `n-${made}`;
  await record.record(transitionOf({ id, at, effects: [open(id, assigneeId)] }));
  const { items } = await tasks.list({ tenant, caseId: id, limit: 5 });
  const [task] = items;
  return [task?.assigneeId, task?.onBehalfOf, task?.role];
}

describe('in whose places somebody acts', () => {
  it('is along the substitutes, while they hold', async () => {
    const [a, b, c, d] = [await somebody(), await somebody(), await somebody(), await somebody()];
    await substitutions.set(wanted(a, b));
    await substitutions.set(wanted(b, c));
    await substitutions.set(wanted(d, c, { startsAt: someInstant + DAY, endsAt: someInstant + 2 * DAY }));
    expect(await substitutions.principalsOf(c, someInstant - 1)).toEqual([]);
    expect(await substitutions.principalsOf(c, someInstant)).toEqual([a, b].sort());
    expect(await substitutions.principalsOf(b, someInstant)).toEqual([a]);
    expect(await substitutions.principalsOf(c, someInstant + DAY)).toEqual([d]);
    expect(await substitutions.principalsOf(a, someInstant)).toEqual([]);
  });

  it('finds the tasks: asked by name, for those who are away, and in one’s place', async () => {
    const [a, b] = [await somebody(), await somebody()];
    const before = await taskFor(a, someInstant - 1);
    await substitutions.set(wanted(a, b));
    const during = await taskFor(a, someInstant);
    expect([before, during]).toEqual([
      [a, null, 'tracker'],
      [b, a, 'tracker'],
    ]);
    const found = async (person: string, at: number) => {
      const inCharge = { person, inPlaceOf: await substitutions.principalsOf(person, at) };
      return (await tasks.list({ tenant, inCharge, limit: 10 })).items.length;
    };
    expect(await found(a, someInstant)).toBe(2);
    expect(await found(b, someInstant)).toBe(2);
    expect(await found(b, someInstant + DAY)).toBe(1);
    expect(await found('p-stranger', someInstant)).toBe(0);
  });
});

describe('a task that names somebody', () => {
  it('goes to the substitute from the first instant to the last, and keeps whose place it is', async () => {
    const [a, b] = [await somebody(), await somebody()];
    await substitutions.set(wanted(a, b));
    expect(await taskFor(a, someInstant - 1)).toEqual([a, null, 'tracker']);
    expect(await taskFor(a, someInstant)).toEqual([b, a, 'tracker']);
    expect(await taskFor(a, someInstant + DAY - 1)).toEqual([b, a, 'tracker']);
    expect(await taskFor(a, someInstant + DAY)).toEqual([a, null, 'tracker']);
  });

  it('to serve a letter that failed goes to the substitute of that instant as well', async () => {
    const [a, b] = [await somebody(), await somebody()];
    await substitutions.set(wanted(a, b));
    const dispatches = new DispatchRepository(register.dataSource);
    const failedAt = async (at: number) => {
      const effect = letterEffect(`notice/n-${(made += 1)}/1/1`);
      await record.record(transitionOf({ id: `n-${made}`, effects: [effect], summary: { trackerId: a } }));
      const lease = { claimedBy: 'w', now: at, leaseMs: 60_000 };
      for (const claimed of await dispatches.claim(effect.lane, 9, lease)) {
        const refused = { kind: 'rejected', permanent: true, response: '550 no such user' } as const;
        await dispatches.recordOutcome(claimed, refused, { at, retryAt: at, arrivalCheckAt: at });
      }
      const { items } = await tasks.list({ tenant, caseId: `n-${made}`, limit: 5 });
      return items.map(({ kind, assigneeId, onBehalfOf }) => [kind, assigneeId, onBehalfOf]);
    };
    expect(await failedAt(someInstant)).toEqual([['serveLetter', b, a]]);
    expect(await failedAt(someInstant + DAY)).toEqual([['serveLetter', a, null]]);
  });

  it('goes along the substitutes to the one who is there', async () => {
    const [a, b, c] = [await somebody(), await somebody(), await somebody()];
    await substitutions.set(wanted(a, b));
    await substitutions.set(wanted(b, c));
    expect(await taskFor(a, someInstant)).toEqual([c, a, 'tracker']);
    expect(await substitutions.standInOf(a, someInstant)).toBe(c);
  });

  it('goes to the supervisors where the substitute has left without one', async () => {
    const [a, b] = [await somebody(), await somebody()];
    await substitutions.set(wanted(a, b));
    const request = { personId: b, reason: '離職', by: supervisor, at: someInstant };
    const key = { commandId: `leaves-${b}`, fingerprint: 'f' };
    await new HandOverRepository(register.dataSource).disable({
      ...request,
      ...key,
      supervisorId: 'p-super',
    });
    expect(await taskFor(a, someInstant)).toEqual([null, a, 'supervisor']);
    expect(await taskFor(b, someInstant)).toEqual([null, b, 'supervisor']);
  });

  it('goes to whom it names when the directory does not know them', async () => {
    expect(await taskFor('p-nowhere', someInstant)).toEqual(['p-nowhere', null, 'tracker']);
  });

  it('is asked of the new tracker’s substitute when the case changes hands', async () => {
    const [a, b, c] = [await somebody(), await somebody(), await somebody()];
    await substitutions.set(wanted(b, c));
    const id = `n-hands-${a}`;
    await record.record(transitionOf({ id, effects: [open(id, a)] }));
    const hand = { kind: 'reassignTasks', id: `notice/${id}/2/1`, from: a, to: b } as const;
    await record.record(transitionOf({ id, seq: 1, effects: [hand] }));
    const { items } = await tasks.list({ tenant, caseId: id, limit: 5 });
    expect(items).toMatchObject([{ assigneeId: c, onBehalfOf: b, role: 'tracker' }]);
    // And back: what the substitute has in hand is the person's.
    const back = { kind: 'reassignTasks', id: `notice/${id}/3/1`, from: b, to: a } as const;
    await record.record(transitionOf({ id, seq: 2, effects: [back] }));
    const after = await tasks.list({ tenant, caseId: id, limit: 5 });
    expect(after.items).toMatchObject([{ assigneeId: a, onBehalfOf: null }]);
  });

  it('takes one statement more, and one for each substitute on the way', async () => {
    const [a, b] = [await somebody(), await somebody()];
    const statements = watchStatements(register.dataSource);
    const count = async (assigneeId: string): Promise<number> => {
      const before = statements.length;
      made += 1;
      const id = `n-${made}`;
      await record.record(transitionOf({ id, effects: [open(id, assigneeId)] }));
      return statements.length - before;
    };
    expect(await count(a)).toBe(8);
    await substitutions.set(wanted(a, b));
    expect(await count(a)).toBe(9);
  });
});

describe('setting a substitute', () => {
  it('leaves a trace, and repeated changes nothing', async () => {
    const [a, b] = [await somebody(), await somebody()];
    const first = await substitutions.set(wanted(a, b));
    expect(first).toMatchObject({ kind: 'set', replayed: false, row: { actorId: 'p-super' } });
    expect(await substitutions.set(wanted(a, b))).toEqual({ ...first, replayed: true });
    await expect(substitutions.set(wanted(a, b, { endsAt: someInstant + 1 }))).rejects.toThrow(
      VersionConflictError,
    );
    const { items } = await new AuditRepository(register.dataSource).list({ tenant, limit: 50 });
    expect(items.filter(({ detail }) => JSON.stringify(detail).includes(`"${a}"`))).toMatchObject([
      { action: 'SetSubstitute', detail: { personId: a, substituteId: b } },
    ]);
  });

  it('refuses oneself, strangers, disabled people, a second one at the same time, and circles', async () => {
    const [a, b, c, left] = [await somebody(), await somebody(), await somebody(), await somebody()];
    const why = async (request: NewSubstitution): Promise<string> => {
      const answer = await substitutions.set(request);
      return answer.kind === 'refused' ? answer.why : answer.kind;
    };
    const key = { commandId: `leaves-${left}`, fingerprint: 'f' };
    const leaves = { personId: left, reason: '離職', by: supervisor, at: someInstant, ...key };
    await new HandOverRepository(register.dataSource).disable(leaves);
    expect(await why(wanted(a, a))).toBe('oneself');
    expect(await why(wanted(a, 'p-stranger'))).toBe('unknown');
    expect(await why(wanted('p-stranger', a))).toBe('unknown');
    expect(await why(wanted(a, 'p-nowhere'))).toBe('unknown');
    expect(await why(wanted(a, left))).toBe('disabled');
    expect(await why(wanted(left, a))).toBe('disabled');
    expect(await why(wanted(a, b))).toBe('set');
    expect(await why(wanted(a, c))).toBe('overlapping');
    expect(await why(wanted(b, c))).toBe('set');
    expect(await why(wanted(c, a))).toBe('circle');
  });

  it('lets one of two win that would make a circle together', async () => {
    const pairs = await Promise.all(
      Array.from({ length: 8 }, async () => [await somebody(), await somebody()] as const),
    );
    for (const [a, b] of pairs) {
      const both = await Promise.all([substitutions.set(wanted(a, b)), substitutions.set(wanted(b, a))]);
      expect(both.map(({ kind }) => kind).sort()).toEqual(['refused', 'set']);
    }
  });

  it('ends now, or before it begins, once', async () => {
    const [a, b, c] = [await somebody(), await somebody(), await somebody()];
    await substitutions.set(wanted(a, b));
    const ended = await substitutions.end(`${a}-${b}`, supervisor, someInstant + 5);
    expect(ended).toMatchObject({ endsAt: someInstant + 5, endedBy: 'p-super' });
    expect(await taskFor(a, someInstant + 4)).toEqual([b, a, 'tracker']);
    expect(await taskFor(a, someInstant + 5)).toEqual([a, null, 'tracker']);
    expect(await substitutions.end(`${a}-${b}`, supervisor, someInstant + 9)).toMatchObject({
      endsAt: someInstant + 5,
    });
    await substitutions.set(wanted(c, b));
    await substitutions.end(`${c}-${b}`, supervisor, someInstant - 5);
    expect(await taskFor(c, someInstant)).toEqual([c, null, 'tracker']);
    const stranger = { ...supervisor, organisationId: otherTenant };
    await expect(substitutions.end(`${c}-${b}`, stranger, someInstant)).rejects.toMatchObject({
      code: 'register.notFound',
    });
  });

  it('lists those that have not ended, by their end', async () => {
    const [a, b] = [await somebody(), await somebody()];
    await substitutions.set(
      wanted(a, b, { id: `${a}-late`, startsAt: someInstant + 5 * DAY, endsAt: someInstant + 9 * DAY }),
    );
    await substitutions.set(wanted(a, b, { id: `${a}-soon` }));
    const list = async (endingAfter: number): Promise<string[]> =>
      (await substitutions.list({ tenant, personId: a, endingAfter, limit: 9 })).items.map(({ id }) => id);
    expect(await list(someInstant)).toEqual([`${a}-soon`, `${a}-late`]);
    expect(await list(someInstant + DAY)).toEqual([`${a}-late`]);
  });
});
