import { recorded, tenant, transitionOf } from '../fixtures/case.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { OpenCaseRepository } from './open-case.repository';
import { RegisterRepository } from './register.repository';

let test: TestRegister;
let register: RegisterRepository;
let cases: OpenCaseRepository;

beforeAll(async () => {
  test = await openRegister();
  register = new RegisterRepository(test.dataSource);
  cases = new OpenCaseRepository(test.dataSource);
});
afterAll(() => test.close());

const event = (reason: string) => recorded({ type: 'NoticeWithdrawn', reason });

it('comes a page at a time, whole and in order, without what is closed or another’s', async () => {
  for (const id of ['n-3', 'n-1', 'n-2'])
    await register.record(transitionOf({ id, events: [event('一'), event('二')] }));
  await register.record(transitionOf({ id: 'n-2', seq: 2, events: [event('三')] }));
  await register.record(transitionOf({ id: 'n-0', summary: { closed: true } }));
  await register.record({
    ...transitionOf({ id: 'n-4', summary: { tenant: 'B000000001' } }),
    tenant: 'B000000001',
  });
  await register.record(transitionOf({ kind: 'suspension', id: 'n-1' }));

  const first = await cases.page('notice', tenant, undefined, 2);
  expect(first).toEqual([
    {
      id: 'n-1',
      caseNumber: '限改-115-n-1',
      respondentName: '𠮷野國小',
      events: [event('一'), event('二')],
    },
    expect.objectContaining({ id: 'n-2', events: [event('一'), event('二'), event('三')] }),
  ]);
  const rest = await cases.page('notice', tenant, first.at(-1)?.id, 2);
  expect(rest.map(({ id }) => id)).toEqual(['n-3']);
  expect(await cases.page('notice', tenant, 'n-3', 2)).toEqual([]);
  expect((await cases.page('suspension', tenant, undefined, 2)).map(({ events }) => events.length)).toEqual([
    1,
  ]);
});
