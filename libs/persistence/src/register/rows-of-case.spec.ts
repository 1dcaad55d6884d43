import { letterEffect, recorded, someInstant, transitionOf } from '../fixtures/case.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { RegisterRepository } from './register.repository';
import { rowsOfCase } from './rows-of-case';

let register: TestRegister;
beforeAll(async () => {
  register = await openRegister();
});
afterAll(() => register.close());

const task = (id: string, urgent: boolean, dueAt: number) =>
  ({ kind: 'openTask', id, task: 'assessReply', role: 'tracker', assigneeId: 'p-1', urgent, dueAt }) as const;

const inputs = [
  transitionOf({
    events: [recorded({ type: 'NoticeSubmitted' } as never)],
    effects: [letterEffect('notice/n-1/1/1'), task('notice/n-1/1/2', false, someInstant)],
  }),
  transitionOf({
    seq: 1,
    at: someInstant + 1,
    events: [recorded({ type: 'NoticeIssued' } as never, someInstant + 1)],
    effects: [task('notice/n-1/2/1', true, someInstant + 9)],
    summary: { deadlineAt: someInstant + 99, round: 1 },
  }),
  transitionOf({
    seq: 2,
    at: someInstant + 2,
    effects: [
      { kind: 'closeTasks', id: 'notice/n-1/3/1', tasks: ['assessReply'] },
      { ...task('notice/n-1/3/2', false, someInstant), task: 'callRespondent' } as never,
    ],
    summary: { phase: 'closed', closed: true },
  }),
];

it('are what recording its transitions one after another leaves', async () => {
  const cases = new RegisterRepository(register.dataSource);
  for (const input of inputs) await cases.record(input);
  const { manager } = register.dataSource;
  const held = async (entity: string, order: string): Promise<object[]> => {
    const rows = await manager.find<Record<string, unknown>>(entity, { order: { [order]: 'ASC' } });
    const generated = entity === 'auditRecord' ? ['recordedAt', 'id'] : ['recordedAt'];
    return rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !generated.includes(name))),
    );
  };
  const rows = rowsOfCase(inputs);
  expect(await held('notice', 'id')).toEqual([rows.case]);
  expect(await held('event', 'seq')).toEqual(rows.event);
  expect(await held('command', 'commandId')).toEqual(rows.command);
  expect(await held('auditRecord', 'requestId')).toEqual(rows.audit);
  expect(await held('dispatch', 'id')).toEqual(rows.dispatch);
  expect(await held('task', 'id')).toEqual(rows.task);
  expect(rows.task).toHaveLength(2);
});
