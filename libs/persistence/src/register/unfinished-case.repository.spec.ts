import type { WorkflowEffect } from '@xiangaitong/domain';
import { recorded, someInstant, transitionOf } from '../fixtures/case.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { EffectRepository } from './effect.repository';
import { RegisterRepository } from './register.repository';
import { UnfinishedCaseRepository } from './unfinished-case.repository';

let test: TestRegister;
let register: RegisterRepository;
let cases: UnfinishedCaseRepository;

beforeAll(async () => {
  test = await openRegister();
  register = new RegisterRepository(test.dataSource);
  cases = new UnfinishedCaseRepository(test.dataSource);
});
afterAll(() => test.close());

const actuation = (caseId: string, position: number): WorkflowEffect => ({
  kind: 'actuate',
  id: `actuate/suspension/${caseId}/1/${position}`,
  organisationId: 'XC12345678',
  desired: 'off',
});

it('comes with every open case of all centres, and with those closed ones that have something left to do', async () => {
  const suspension = { kind: 'suspension' } as const;
  await register.record(transitionOf({ ...suspension, id: 's-3' }));
  await register.record(transitionOf({ ...suspension, id: 's-1', summary: { closed: true } }));
  const left = [actuation('s-2', 1), actuation('s-2', 2)];
  await register.record(transitionOf({ ...suspension, id: 's-2', summary: { closed: true }, effects: left }));
  await register.record({
    ...transitionOf({ ...suspension, id: 's-4', summary: { tenant: 'B000000001' } }),
    tenant: 'B000000001',
  });
  await register.record(transitionOf({ id: 's-5' }));

  const first = await cases.page('suspension', undefined, 2);
  expect(first).toMatchObject([
    { kind: 'suspension', id: 's-2', closed: true, pending: left },
    { id: 's-3', closed: false, pending: [], events: [{ type: 'NoticeWithdrawn' }] },
  ]);
  expect(await cases.page('suspension', 's-3', 2)).toMatchObject([{ id: 's-4', tenant: 'B000000001' }]);
  expect(await cases.page('notice', undefined, 2)).toMatchObject([{ kind: 'notice', id: 's-5' }]);

  const effects = new EffectRepository(test.dataSource);
  for (const { id } of left) await effects.markDone(id, {});
  expect((await cases.page('suspension', undefined, 2)).map(({ id }) => id)).toEqual(['s-3', 's-4']);
});

it('finds cases by name, finished or not, and leaves out what it does not know', async () => {
  await register.record(
    transitionOf({
      id: 'n-1',
      events: [recorded({ type: 'NoticeWithdrawn', reason: '一' })],
      summary: { closed: true },
    }),
  );
  expect(await cases.findMany('notice', ['n-1', 'n-2'])).toMatchObject([{ id: 'n-1', closed: true }]);
  expect(await cases.findMany('notice', [])).toEqual([]);
});

it('brings no effect without its event', async () => {
  await register.record(transitionOf({ kind: 'suspension', id: 's-9', effects: [actuation('s-9', 1)] }));
  await test.dataSource.query("UPDATE effects SET seq = 2 WHERE stream_id = 's-9'");
  expect(await cases.findMany('suspension', ['s-9'])).toMatchObject([{ pending: [] }]);
});

it('names those that changed last, closed ones with something left to do among them', async () => {
  const suspension = { kind: 'suspension' } as const;
  const effects = [actuation('s-8', 1)];
  await register.record(transitionOf({ ...suspension, id: 's-6', at: someInstant + 1 }));
  await register.record(transitionOf({ ...suspension, id: 's-7', summary: { closed: true } }));
  await register.record(transitionOf({ ...suspension, id: 's-8', summary: { closed: true }, effects }));
  const ofSuspensions = async (limit: number) =>
    (await cases.lastChanged(limit)).filter(({ caseKind }) => caseKind === 'suspension');
  expect(await ofSuspensions(1)).toEqual([
    { caseKind: 'suspension', caseId: 's-6', seq: 1 },
    { caseKind: 'suspension', caseId: 's-8', seq: 1 },
  ]);
  await new EffectRepository(test.dataSource).markDone('actuate/suspension/s-8/1/1', {});
  expect((await ofSuspensions(9)).map(({ caseId }) => caseId)).not.toContain('s-8');
});
