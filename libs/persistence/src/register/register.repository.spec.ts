import type { TaskKind } from '@xiangaitong/domain';
import {
  letterEffect,
  recorded,
  respondent,
  someInstant,
  tenant,
  tracker,
  transitionOf,
} from '../fixtures/case.fixture';
import { openRegister, watchStatements, type TestRegister } from '../fixtures/register.fixture';
import { canonicalJson } from '../database/canonical-json';
import { CaseNumberTakenError, StaleRunError } from '../errors';
import { CommandRepository } from './command.repository';
import { EffectRepository } from './effect.repository';
import { NoticeRepository, SuspensionRepository } from './case.repository';
import { RegisterRepository } from './register.repository';
import { TaskRepository } from './task.repository';
import { AuditRepository } from '../audit/audit.repository';
import { DispatchRepository } from '../dispatch/dispatch.repository';

let register: TestRegister;
let repository: RegisterRepository;

beforeAll(async () => {
  register = await openRegister();
  repository = new RegisterRepository(register.dataSource);
});

afterAll(() => register.close());

const rowsIn = async (table: string): Promise<number> => {
  const [row] = await register.dataSource.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM ${table}`);
  return Number(row?.n);
};

const everyTable = ['events', 'commands', 'audit_records', 'effects', 'dispatches', 'tasks', 'notices'];
const countAll = (): Promise<number[]> => Promise.all(everyTable.map(rowsIn));

const fullTransition = (id: string) =>
  transitionOf({
    kind: 'suspension',
    id,
    events: [
      recorded({ type: 'SuspensionExecutionOrdered' }),
      recorded({ type: 'ServiceSuspended', cureDueAt: 1 }),
    ],
    effects: [
      { kind: 'actuate', id: `suspension/${id}/1/1`, organisationId: respondent, desired: 'off' },
      letterEffect(`suspension/${id}/2/1`),
      letterEffect(`suspension/${id}/2/2`, { recipient: { party: 'bureau' } }),
      { kind: 'openTask', id: `suspension/${id}/2/3`, task: 'assessCure', role: 'tracker', urgent: false },
      { kind: 'closeTasks', id: `suspension/${id}/2/4`, tasks: ['setEffectiveDate'] },
    ],
    summary: { phase: 'inForce', noticeId: 'n-1', deadlineAt: someInstant },
  });

describe('recording', () => {
  it('keeps events, projection, command, effects, letters, tasks and audit record together', async () => {
    const input = fullTransition('s-whole');
    await expect(repository.record(input)).resolves.toEqual({ kind: 'recorded' });

    const loaded = await repository.loadCase('suspension', 's-whole');
    expect(loaded.events).toEqual(input.events);
    expect(loaded.pending).toEqual([input.effects[0]]);
    await expect(new SuspensionRepository(register.dataSource).get(tenant, 's-whole')).resolves.toMatchObject(
      {
        phase: 'inForce',
        inForce: true,
        noticeId: 'n-1',
        effectiveAt: someInstant,
        seq: 2,
        closed: false,
      },
    );
    const command = await new CommandRepository(register.dataSource).find('suspension', 's-whole', 'c-0');
    expect(command?.result).toEqual(input.command.result);
    const letters = await new DispatchRepository(register.dataSource).listByCase('suspension', 's-whole');
    expect(letters.map(({ id, party, state }) => ({ id, party, state }))).toEqual([
      { id: 'suspension/s-whole/2/1', party: 'respondent', state: 'queued' },
      { id: 'suspension/s-whole/2/2', party: 'bureau', state: 'queued' },
    ]);
    const audit = await new AuditRepository(register.dataSource).list({
      tenant,
      caseId: 's-whole',
      limit: 9,
    });
    expect(audit.items).toMatchObject([{ action: 'WithdrawNotice', actorId: 'p-tracker', outcome: 'done' }]);
  });

  it('takes eleven statements at most, and six for a transition without effects', async () => {
    const statements = watchStatements(register.dataSource);
    await repository.record({ ...fullTransition('s-count'), settles: 'suspension/s-count/1/1' });
    expect(statements).toHaveLength(11);
    statements.length = 0;
    await repository.record(transitionOf({ id: 'n-count' }));
    expect(statements.map((sql) => sql.split(' ').slice(0, 3).join(' '))).toEqual([
      'START TRANSACTION',
      'INSERT INTO `notices`(`id`,',
      'INSERT INTO `events`(`stream_kind`,',
      'INSERT INTO `commands`(`case_kind`,',
      'INSERT INTO `audit_records`(`id`,',
      'COMMIT',
    ]);
    statements.length = 0;
    await repository.record(transitionOf({ id: 'n-count', seq: 1 }));
    expect(statements).toHaveLength(6);
  });
});

describe('recording again', () => {
  it('changes nothing, and says recorded: the first answer may have been lost', async () => {
    const input = fullTransition('s-again');
    await repository.record(input);
    const before = await countAll();
    await expect(repository.record(input)).resolves.toEqual({ kind: 'recorded' });
    // As Temporal hands it over: another object, other key order.
    await expect(repository.record(reversedKeys(input))).resolves.toEqual({ kind: 'recorded' });
    expect(await countAll()).toEqual(before);
  });

  it('answers a command id that the case knows with its first answer, at whatever state', async () => {
    const first = transitionOf({ id: 'n-dup', commandId: 'key' });
    await repository.record(first);
    await repository.record(transitionOf({ id: 'n-dup', seq: 1 }));
    const before = await countAll();
    const later = transitionOf({ id: 'n-dup', seq: 2, commandId: 'key' });
    await expect(repository.record(later)).resolves.toEqual({
      kind: 'duplicate',
      result: first.command.result,
    });
    const stale = transitionOf({ id: 'n-dup', seq: 1, commandId: 'key' });
    await expect(repository.record(stale)).resolves.toEqual({
      kind: 'duplicate',
      result: first.command.result,
    });
    expect(await countAll()).toEqual(before);
  });

  it('tells a run that decided the same command on another basis apart from a repetition', async () => {
    const first = transitionOf({ id: 'n-basis', commandId: 'key' });
    await repository.record(first);
    const other = transitionOf({ id: 'n-basis', commandId: 'key', at: someInstant + 1 });
    await expect(repository.record(other)).resolves.toEqual({
      kind: 'duplicate',
      result: first.command.result,
    });
    const changed = { ...first, events: [recorded({ type: 'NoticeWithdrawn', reason: '另一個理由' })] };
    await expect(repository.record(changed)).resolves.toEqual({
      kind: 'duplicate',
      result: first.command.result,
    });
  });

  it('lets the same command id pass in another case', async () => {
    await repository.record(transitionOf({ id: 'n-key-1', commandId: 'wake/1' }));
    await expect(repository.record(transitionOf({ id: 'n-key-2', commandId: 'wake/1' }))).resolves.toEqual({
      kind: 'recorded',
    });
    const found = await new CommandRepository(register.dataSource).findById(tenant, 'wake/1');
    expect(found?.result.caseId).toBe('n-key-1');
    await expect(
      new CommandRepository(register.dataSource).findById('other', 'wake/1'),
    ).resolves.toBeUndefined();
  });
});

describe('a stale run', () => {
  it.each([
    ['behind the register', 1],
    ['ahead of it', 5],
  ])('%s is stopped and nothing is written', async (_what, seq) => {
    const id = `n-stale-${seq}`;
    await repository.record(transitionOf({ id }));
    await repository.record(transitionOf({ id, seq: 1 }));
    const before = await countAll();
    const late = transitionOf({ id, seq, commandId: 'late', at: someInstant + 1 });
    await expect(repository.record(late)).rejects.toMatchObject({
      code: 'register.staleRun',
      expectedSeq: seq,
      headSeq: 2,
    });
    expect(await countAll()).toEqual(before);
  });

  it('begins a case that has begun', async () => {
    await repository.record(transitionOf({ id: 'n-begun' }));
    await expect(repository.record(transitionOf({ id: 'n-begun', commandId: 'c-x' }))).rejects.toThrow(
      StaleRunError,
    );
  });

  it('goes on with a case that the register does not have', async () => {
    await expect(repository.record(transitionOf({ id: 'n-none', seq: 3 }))).rejects.toMatchObject({
      headSeq: 0,
    });
    await expect(repository.loadCase('notice', 'n-none')).resolves.toEqual({ events: [], pending: [] });
  });

  it('never overwrites a newer projection', async () => {
    await repository.record(transitionOf({ id: 'n-newer', summary: { phase: 'tracking' } }));
    await repository.record(
      transitionOf({ id: 'n-newer', seq: 1, summary: { phase: 'closed', closed: true } }),
    );
    const older = transitionOf({ id: 'n-newer', seq: 1, commandId: 'older', summary: { phase: 'tracking' } });
    await expect(repository.record(older)).rejects.toThrow(StaleRunError);
    const notices = new NoticeRepository(register.dataSource);
    await expect(notices.get(tenant, 'n-newer')).resolves.toMatchObject({
      phase: 'closed',
      closed: true,
      seq: 2,
    });
  });
});

it('refuses the number of another case, and writes nothing of the second', async () => {
  const summary = { caseNumber: '限改-115-000777' };
  await repository.record(transitionOf({ id: 'n-number-1', summary }));
  const before = await countAll();
  await expect(repository.record(transitionOf({ id: 'n-number-2', summary }))).rejects.toThrow(
    CaseNumberTakenError,
  );
  expect(await countAll()).toEqual(before);
});

it('writes nothing when one of its rows cannot be written', async () => {
  const before = await countAll();
  const input = transitionOf({
    id: 'n-atomic',
    effects: [letterEffect('notice/n-atomic/1/1', { step: 'x'.repeat(101) })],
  });
  await expect(repository.record(input)).rejects.toThrow(/too long/);
  expect(await countAll()).toEqual(before);
});

describe('twenty recordings at once', () => {
  const outcomes = async (inputs: readonly ReturnType<typeof transitionOf>[]) => {
    const settled = await Promise.allSettled(inputs.map((input) => repository.record(input)));
    return settled.map((one) =>
      one.status === 'fulfilled' ? one.value.kind : (one.reason as StaleRunError).code,
    );
  };
  const counted = (kinds: readonly string[]) => kinds.filter((kind) => kind === 'recorded').length;
  const twenty = Array.from({ length: 20 }, (_, index) => index);

  it.each([0, 1])('of different runs after event %i: exactly one wins', async (seq) => {
    const id = `n-race-${seq}`;
    if (seq > 0) await repository.record(transitionOf({ id }));
    const kinds = await outcomes(
      twenty.map((index) => transitionOf({ id, seq, commandId: `run-${index}`, at: someInstant + index })),
    );
    expect(counted(kinds)).toBe(1);
    expect(kinds.filter((kind) => kind === 'register.staleRun')).toHaveLength(19);
    expect((await repository.loadCase('notice', id)).events).toHaveLength(seq + 1);
  });

  it.each([0, 1])('of the same transition after event %i: one row each, all recorded', async (seq) => {
    const id = `n-same-${seq}`;
    if (seq > 0) await repository.record(transitionOf({ id }));
    expect(counted(await outcomes(twenty.map(() => transitionOf({ id, seq, commandId: 'same' }))))).toBe(20);
    expect((await repository.loadCase('notice', id)).events).toHaveLength(seq + 1);
  });

  it('of different cases: all succeed, first records included', async () => {
    const ids = twenty.map((index) => `n-many-${index}`);
    expect(counted(await outcomes(ids.map((id) => fullTransition(id))))).toBe(20);
  });
});

describe('tasks', () => {
  const openTask = (id: string, seq: number, terms: object) =>
    ({
      kind: 'openTask',
      id: `notice/${id}/${seq}/1`,
      task: 'assessReply',
      role: 'tracker',
      urgent: false,
      ...terms,
    }) as const;
  const closeTask = (id: string, seq: number) =>
    ({ kind: 'closeTasks', id: `notice/${id}/${seq}/2`, tasks: ['assessReply'] }) as const;
  const tasksOf = async (caseId: string) =>
    (await new TaskRepository(register.dataSource).list({ tenant, caseId, limit: 50 })).items;

  it('are raised, not doubled, when they are open', async () => {
    const id = 'n-task-raise';
    await repository.record(
      transitionOf({ id, effects: [openTask(id, 1, { assigneeId: 'p-tracker', dueAt: someInstant })] }),
    );
    await repository.record(
      transitionOf({
        id,
        seq: 1,
        at: someInstant + 1000,
        effects: [openTask(id, 2, { role: 'supervisor', dueAt: someInstant + 5, urgent: true })],
      }),
    );
    expect(await tasksOf(id)).toMatchObject([
      {
        id: `notice/${id}/1/1`,
        role: 'supervisor',
        assigneeId: null,
        dueAt: someInstant + 5,
        urgent: true,
        isOpen: true,
        openedAt: someInstant,
      },
    ]);
  });

  it('change hands with the tracker while they are open, those of others do not', async () => {
    const id = 'n-task-hands';
    const mine = { assigneeId: 'p-tracker' };
    const effects = [
      openTask(id, 1, mine),
      { ...openTask(id, 1, mine), id: `notice/${id}/1/3`, task: 'recordFollowUp' as const },
      { ...openTask(id, 1, {}), id: `notice/${id}/1/4`, task: 'serveNotice' as const, assigneeId: 'p-other' },
    ];
    await repository.record(transitionOf({ id, effects }));
    await repository.record(transitionOf({ id, seq: 1, effects: [closeTask(id, 2)] }));
    const hand = { kind: 'reassignTasks', id: `notice/${id}/3/1`, from: 'p-tracker', to: 'p-new' } as const;
    await repository.record(transitionOf({ id, seq: 2, effects: [hand] }));
    const hands = (await tasksOf(id)).map(({ kind, assigneeId }) => `${kind} ${assigneeId}`).sort();
    expect(hands).toEqual(['assessReply p-tracker', 'recordFollowUp p-new', 'serveNotice p-other']);
  });

  it('change hands from whoever tracks to the one who is named, where nobody was', async () => {
    const id = 'n-task-nobody';
    const open = (position: number, task: TaskKind, changes: object) => ({
      ...openTask(id, 1, changes),
      id: `notice/${id}/1/${position}`,
      task,
    });
    const effects = [
      open(1, 'awaitCure', { role: 'tracker' }),
      open(2, 'ratifyEmergency', { role: 'supervisor' }),
      open(3, 'assessCure', { role: 'tracker', assigneeId: 'p-other' }),
    ];
    await repository.record(transitionOf({ id, effects }));
    const hand = { kind: 'reassignTasks', id: `notice/${id}/2/1`, to: 'p-new' } as const;
    await repository.record(transitionOf({ id, seq: 1, effects: [hand] }));
    const hands = (await tasksOf(id)).map(({ kind, assigneeId }) => `${kind} ${assigneeId}`).sort();
    expect(hands).toEqual(['assessCure p-other', 'awaitCure p-new', 'ratifyEmergency null']);
  });

  it('are closed and opened anew, any number of times', async () => {
    const id = 'n-task-anew';
    for (let seq = 0; seq < 6; seq += 2) {
      await repository.record(transitionOf({ id, seq, effects: [openTask(id, seq + 1, {})] }));
      await repository.record(transitionOf({ id, seq: seq + 1, effects: [closeTask(id, seq + 2)] }));
    }
    const tasks = await tasksOf(id);
    expect(tasks).toHaveLength(3);
    expect(tasks.every(({ isOpen, closedAt }) => isOpen === null && closedAt === someInstant)).toBe(true);
  });

  it('follow the order of the effects within one transition', async () => {
    const id = 'n-task-order';
    await repository.record(transitionOf({ id, effects: [openTask(id, 1, {})] }));
    await repository.record(
      transitionOf({ id, seq: 1, effects: [closeTask(id, 2), openTask(id, 2, { urgent: true })] }),
    );
    expect((await tasksOf(id)).map(({ urgent, isOpen }) => ({ urgent, isOpen }))).toEqual(
      expect.arrayContaining([
        { urgent: false, isOpen: null },
        { urgent: true, isOpen: true },
      ]),
    );
    await repository.record(transitionOf({ id, seq: 2, effects: [openTask(id, 3, {}), closeTask(id, 3)] }));
    expect((await tasksOf(id)).filter(({ isOpen }) => isOpen)).toHaveLength(0);
  });

  it('of other cases and kinds stay as they are', async () => {
    const effect = openTask('n-task-a', 1, {});
    await repository.record(
      transitionOf({
        id: 'n-task-a',
        effects: [effect, { ...effect, id: 'notice/n-task-a/1/2', task: 'serveNotice' }],
      }),
    );
    await repository.record(transitionOf({ id: 'n-task-b', effects: [openTask('n-task-b', 1, {})] }));
    await repository.record(transitionOf({ id: 'n-task-a', seq: 1, effects: [closeTask('n-task-a', 2)] }));
    expect((await tasksOf('n-task-a')).filter(({ isOpen }) => isOpen).map(({ kind }) => kind)).toEqual([
      'serveNotice',
    ]);
    expect((await tasksOf('n-task-b')).filter(({ isOpen }) => isOpen)).toHaveLength(1);
  });
});

describe('workflow effects', () => {
  const actuate = (id: string, seq: number, position: number) =>
    ({
      kind: 'actuate',
      id: `suspension/${id}/${seq}/${position}`,
      organisationId: respondent,
      desired: 'off',
    }) as const;

  it('are pending in the order of their events until they are done', async () => {
    const id = 's-effects';
    const effects = [1, 2, 10, 11].map((position) => actuate(id, 1, position));
    await repository.record(transitionOf({ kind: 'suspension', id, effects: [...effects].reverse() }));
    expect((await repository.loadCase('suspension', id)).pending).toEqual(effects);
    const repositoryOfEffects = new EffectRepository(register.dataSource);
    await repositoryOfEffects.markDone(effects[0]?.id ?? '', { serviceOn: false });
    await repositoryOfEffects.markDone(effects[0]?.id ?? '', { serviceOn: true });
    expect(await repositoryOfEffects.isDone(effects[0]?.id ?? '')).toBe(true);
    expect(await repositoryOfEffects.isDone(effects[1]?.id ?? '')).toBe(false);
    expect(await repositoryOfEffects.isDone('suspension/none/1/1')).toBe(false);
    const [row] = await register.dataSource.query<{ outcome: string | object }[]>(
      'SELECT outcome FROM effects WHERE id = ?',
      [effects[0]?.id],
    );
    expect(typeof row?.outcome === 'string' ? JSON.parse(row.outcome) : row?.outcome).toEqual({
      serviceOn: false,
    });
    expect((await repository.loadCase('suspension', id)).pending).toEqual(effects.slice(1));
  });

  it('are settled by the command that reports their outcome, in its transaction', async () => {
    const id = 's-settles';
    const effect = actuate(id, 1, 1);
    await repository.record(transitionOf({ kind: 'suspension', id, effects: [effect] }));
    const stale = transitionOf({ kind: 'suspension', id, seq: 7, settles: effect.id });
    await expect(repository.record(stale)).rejects.toThrow(StaleRunError);
    expect((await repository.loadCase('suspension', id)).pending).toEqual([effect]);
    await repository.record(transitionOf({ kind: 'suspension', id, seq: 1, settles: effect.id }));
    expect((await repository.loadCase('suspension', id)).pending).toEqual([]);
  });
});

it('keeps rare characters, quotes and backslashes as they are', async () => {
  const rare = '𠮷野家 𪚥龘 👩‍👩‍👧 \\\' " % _ \n \u0000 ; -- 「」';
  const events = [recorded({ type: 'NoticeReturned', amendBy: 0, reason: rare })];
  const effects = [
    letterEffect('notice/n-rare/1/1', { facts: { ...letterEffect('x').facts, reason: rare } }),
  ];
  await repository.record(transitionOf({ id: 'n-rare', events, effects }));
  expect((await repository.loadCase('notice', 'n-rare')).events).toEqual(events);
  const [entry] = await repository.timeline('notice', 'n-rare');
  expect(entry).toEqual({
    seq: 1,
    type: 'NoticeReturned',
    at: someInstant,
    by: tracker,
    data: { amendBy: 0, reason: rare },
  });
  const [letter] = await new DispatchRepository(register.dataSource).listByCase('notice', 'n-rare');
  expect(letter?.facts).toEqual(effects[0]?.facts);
  // A collation that takes all rare characters for one would find it a duplicate.
  for (const id of ['n-𠮷', 'n-𠮟', 'n-a', 'n-A']) {
    await expect(repository.record(transitionOf({ id }))).resolves.toEqual({ kind: 'recorded' });
  }
  expect((await repository.loadCase('notice', 'n-𠮟')).events).toHaveLength(1);
});

it('keeps for whom somebody acted', async () => {
  const by = { ...tracker, onBehalfOf: 'p-absent' };
  await repository.record(
    transitionOf({
      id: 'n-for',
      events: [recorded({ type: 'NoticeWithdrawn', reason: '代' }, someInstant, by)],
    }),
  );
  expect((await repository.loadCase('notice', 'n-for')).events[0]?.by).toEqual(by);
});

/** The same value with every object's keys in the opposite order. */
const reversedKeys = (input: ReturnType<typeof transitionOf>): ReturnType<typeof transitionOf> => {
  const reversed = JSON.parse(JSON.stringify(input), (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).reverse())
      : part,
  ) as typeof input;
  expect(canonicalJson(reversed)).toBe(canonicalJson(input));
  return reversed;
};
