import { AuditRepository } from '../audit/audit.repository';
import { DispatchRepository } from '../dispatch/dispatch.repository';
import {
  letterEffect,
  respondent,
  someInstant,
  tenant,
  tracker,
  transitionOf,
} from '../fixtures/case.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { NoticeRepository, SuspensionRepository } from '../register/case.repository';
import { RegisterRepository } from '../register/register.repository';
import { TaskRepository } from '../register/task.repository';
import type { Page, PageRequest } from './page';

let register: TestRegister;
let cases: RegisterRepository;

beforeAll(async () => {
  register = await openRegister();
  cases = new RegisterRepository(register.dataSource);
});

afterAll(() => register.close());

/** All pages of a list; `between` runs after each. */
async function readAll<T extends { readonly id: string }>(
  list: (page: Pick<PageRequest, 'after' | 'limit'>) => Promise<Page<T>>,
  limit: number,
  between: (page: number) => Promise<void> = async () => undefined,
): Promise<string[]> {
  const ids: string[] = [];
  let page = await list({ limit });
  for (let number = 1; ; number += 1) {
    ids.push(...page.items.map(({ id }) => id));
    expect(page.items.length).toBeLessThanOrEqual(limit);
    if (page.next === undefined) return ids;
    await between(number);
    page = await list({ limit, after: page.next });
  }
}

const two = (index: number) => String(index).padStart(2, '0');

/** Every third has no deadline, and deadlines come in pairs, so that the order needs the id. */
const notice = (index: number, of = tenant) =>
  cases.record({
    ...transitionOf({
      id: `n-${of}-${two(index)}`,
      summary: {
        tenant: of,
        closed: index % 2 === 0,
        phase: index % 5 === 0 ? 'proposed' : 'tracking',
        ...(index % 3 === 0 ? {} : { deadlineAt: someInstant + Math.trunc(index / 4) }),
      },
      effects: [
        letterEffect(`notice/n-${of}-${two(index)}/1/1`),
        {
          kind: 'openTask',
          id: `notice/n-${of}-${two(index)}/1/2`,
          task: 'assessReply',
          role: index % 2 === 0 ? 'tracker' : 'supervisor',
          urgent: false,
          ...(index % 3 === 0 ? {} : { dueAt: someInstant - index }),
        },
      ],
    }),
    tenant: of,
  });

describe('a list by pages', () => {
  beforeAll(async () => {
    for (let index = 0; index < 25; index += 1) await notice(index);
    await notice(1, 'OTHER');
  });

  const notices = () => new NoticeRepository(register.dataSource);
  const ids = Array.from({ length: 25 }, (_, index) => `n-${tenant}-${two(index)}`);

  it.each([1, 2, 7, 24, 25, 26])('of %i has everything once, in order', async (limit) => {
    await expect(readAll((page) => notices().list({ tenant, ...page }), limit)).resolves.toEqual(ids);
  });

  it.each([1, 2, 7, 25])('of %i by deadline has everything once, without a deadline last', async (limit) => {
    const all = await readAll((page) => notices().list({ tenant, order: 'deadline', ...page }), limit);
    const deadline = (id: string) =>
      Number(id.slice(-2)) % 3 === 0 ? 99 : Math.trunc(Number(id.slice(-2)) / 4);
    expect(all).toEqual([...ids].sort((a, b) => deadline(a) - deadline(b) || (a < b ? -1 : 1)));
  });

  it('keeps to its filters', async () => {
    const filter = { tenant, phase: 'proposed', closed: true, respondentId: respondent } as const;
    await expect(readAll((page) => notices().list({ ...filter, ...page }), 1)).resolves.toEqual(
      [0, 10, 20].map((index) => `n-${tenant}-${two(index)}`),
    );
    await expect(notices().list({ tenant, closed: false, trackerId: 'nobody', limit: 5 })).resolves.toEqual({
      items: [],
    });
    await expect(notices().list({ tenant: 'OTHER', limit: 5 })).resolves.toMatchObject({
      items: [{ tenant: 'OTHER' }],
    });
    await expect(notices().get('OTHER', ids[0] ?? '')).resolves.toBeUndefined();
  });

  it('of tasks has everything once, those without a due time last', async () => {
    const tasks = new TaskRepository(register.dataSource);
    for (const limit of [1, 4, 100]) {
      const all = await readAll((page) => tasks.list({ tenant, open: true, ...page }), limit);
      expect(new Set(all).size).toBe(25);
      expect(all).toHaveLength(25);
      expect(all[0]).toBe(`notice/n-${tenant}-23/1/2`);
      expect(all.at(-1)).toBe(`notice/n-${tenant}-24/1/2`);
    }
    await expect(
      readAll((page) => tasks.list({ tenant, role: 'tracker', ...page }), 4),
    ).resolves.toHaveLength(13);
    await expect(tasks.list({ tenant, open: false, limit: 5 })).resolves.toEqual({ items: [] });
  });

  it('of letters and of audit records has everything once', async () => {
    const letters = new DispatchRepository(register.dataSource);
    await expect(
      readAll((page) => letters.list({ tenant, state: 'queued', ...page }), 6),
    ).resolves.toHaveLength(25);
    const audit = new AuditRepository(register.dataSource);
    const all = (await readAll((page) => audit.list({ tenant, ...page }), 6)).map(Number);
    expect(all).toHaveLength(25);
    expect(all).toEqual([...all].sort((a, b) => b - a));
  });

  it('is complete while rows are written and changed between the pages', async () => {
    const of = 'BUSY';
    for (let index = 0; index < 40; index += 2) await notice(index, of);
    const there = Array.from({ length: 20 }, (_, index) => `n-${of}-${two(index * 2)}`);
    const seen = await readAll(
      (page) => notices().list({ tenant: of, ...page }),
      3,
      async (page) => {
        await notice(page * 2 - 1, of);
        await notice(41 + page, of);
        await cases.record({
          ...transitionOf({ id: `n-${of}-${two(page * 2)}`, seq: 1, summary: { tenant: of, closed: true } }),
          tenant: of,
        });
      },
    );
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(there));
  });

  it('takes no cursor but its own', async () => {
    const { next = '' } = await notices().list({ tenant, limit: 2 });
    const bad = { code: 'register.badCursor' };
    await expect(notices().list({ tenant, order: 'deadline', limit: 2, after: next })).rejects.toMatchObject(
      bad,
    );
    const suspensions = new SuspensionRepository(register.dataSource);
    await expect(suspensions.list({ tenant, limit: 2, after: next })).rejects.toMatchObject(bad);
    const crafted = [
      '',
      '%',
      'x',
      'bnVsbA',
      '["notices",null,5]',
      '["notices","1","x"]',
      '["notices",1.5,"x"]',
      '{}',
    ];
    for (const text of [...crafted, ...crafted.map((json) => Buffer.from(json).toString('base64url'))]) {
      await expect(notices().list({ tenant, limit: 2, after: text })).rejects.toMatchObject(bad);
    }
  });

  it.each([0, -5, 1.9, Number.NaN])('gives one row when %d are asked for', async (limit) => {
    await expect(notices().list({ tenant, limit })).resolves.toMatchObject({ items: [{}] });
  });

  it('gives two hundred at most', async () => {
    const audit = new AuditRepository(register.dataSource);
    const refusal = {
      at: someInstant,
      actor: tracker,
      tenant: 'MANY',
      action: 'ApproveNotice',
      outcome: 'refused',
      code: 'case.fourEyes',
      detail: { 理由: '𠮷' },
    } as const;
    await Promise.all(Array.from({ length: 210 }, () => audit.append(refusal)));
    const page = await new AuditRepository(register.dataSource).list({
      tenant: 'MANY',
      outcome: 'refused',
      limit: 1e9,
    });
    expect(page.items).toHaveLength(200);
    expect(page.items[0]).toMatchObject({ code: 'case.fourEyes', caseId: null, detail: { 理由: '𠮷' } });
  });
});
