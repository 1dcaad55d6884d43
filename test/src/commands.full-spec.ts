import { draftView } from '@xiangaitong/contracts';
import { AuditRepository } from '@xiangaitong/persistence';
import { codeOf, newKey, type Answer } from './api-client.fixture';
import { draft, draftForm, issue, submit } from './cases.fixture';
import { people, REAL_TIME, System } from './system.fixture';

// The server shares a small machine with everything else.
jest.setTimeout(120_000);

const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));
const succeeded = ({ status }: Answer): boolean => status === 200 || status === 201;

describe('commands through the API, on the real engine', () => {
  let system: System;

  beforeAll(async () => {
    system = await System.start({ scale: REAL_TIME });
    await system.enterDirectory();
  });
  afterAll(() => system.stop());

  const types = (id: string): Promise<readonly string[]> => system.api.types('notice', id);
  const noticeMails = (id: string): number =>
    system.smtp.mails.filter(({ parsed }) => parsed.messageId?.includes(id) === true).length;
  const refusedOf = async (id: string): Promise<readonly string[]> => {
    const { items } = await new AuditRepository(system.register).list({
      tenant: '395000000X',
      caseKind: 'notice',
      caseId: id,
      outcome: 'refused',
      limit: 100,
    });
    return items.map(({ action, code }) => `${action} ${code ?? ''}`);
  };

  describe('one Idempotency-Key', () => {
    it('twenty times at once makes one draft', async () => {
      const key = newKey();
      const form = draftForm(system);
      const answers = await times(20, () => system.api.post('/notice-drafts', people.drafter, form, key));
      expect(answers.filter(succeeded)).toHaveLength(20);
      expect(new Set(answers.map(({ body }) => draftView.parse(body).id)).size).toBe(1);
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    });

    it('twenty times at once opens one case, under one number', async () => {
      const id = await draft(system);
      const key = newKey();
      const answers = await times(20, () =>
        system.api.post(`/notice-drafts/${id}/submission`, people.drafter, {}, key),
      );
      expect(answers.filter(succeeded)).toHaveLength(20);
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(await types(id)).toEqual(['NoticeSubmitted']);
    });

    it('twenty times at once has one effect and the same answer, then and later', async () => {
      const id = await submit(system);
      const key = newKey();
      const approve = (): Promise<Answer> =>
        system.api.post(`/notices/${id}/approval`, people.supervisor, {}, key);
      const answers = [...(await times(20, approve)), await approve()];
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 21 }, () => 200));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(answers[0]?.body).toMatchObject({ seq: 2, phase: 'tracking', events: ['NoticeIssued'] });
      expect(answers.at(-1)?.headers.get('idempotent-replay')).toBe('true');
      expect(await types(id)).toEqual(['NoticeSubmitted', 'NoticeIssued']);
      expect(await refusedOf(id)).toEqual([]);
      expect(await system.api.letters('notice', id)).toHaveLength(1);
      await system.smtp.waitFor(({ parsed }) => parsed.messageId?.includes(id) === true, 20_000);
      expect(noticeMails(id)).toBe(1);
    });

    it('with another body is refused, and changes nothing', async () => {
      const id = await submit(system);
      const key = newKey();
      const give = (reason: string): Promise<Answer> =>
        system.api.post(`/notices/${id}/return`, people.supervisor, { reason }, key);
      expect((await give('請補法令依據。')).status).toBe(200);
      const other = await give('請補改善事項。');
      expect([other.status, codeOf(other)]).toEqual([422, 'request.idempotencyKeyReused']);
      expect(await types(id)).toEqual(['NoticeSubmitted', 'NoticeReturned']);
      const [, returned] = await system.api.timeline('notice', id);
      expect(returned?.data).toMatchObject({ reason: '請補法令依據。' });
    });

    it('with two bodies at once takes one of them, and tells the other so', async () => {
      const ids = await times(10, () => submit(system));
      for (const id of ids) {
        const key = newKey();
        const reasons = ['甲', '乙'] as const;
        const answers = await Promise.all(
          reasons.map((reason) =>
            system.api.post(`/notices/${id}/return`, people.supervisor, { reason }, key),
          ),
        );
        const winner = answers.findIndex(succeeded);
        expect(answers.filter(succeeded)).toHaveLength(1);
        expect(answers.filter((answer) => !succeeded(answer)).map(codeOf)).toEqual([
          'request.idempotencyKeyReused',
        ]);
        const [, returned] = await system.api.timeline('notice', id);
        expect(returned?.data['reason']).toBe(reasons[winner]);
      }
    });

    it('of another person is another command', async () => {
      const id = await submit(system);
      const key = newKey();
      const own = await system.api.post(`/notices/${id}/approval`, people.drafter, {}, key);
      expect([own.status, codeOf(own)]).toEqual([403, 'case.fourEyes']);
      const second = await system.api.post(`/notices/${id}/approval`, people.supervisor, {}, key);
      expect(second.status).toBe(200);
    });
  });

  it('lets one of approve and return win, fifty times, and tells the other why', async () => {
    const wins = { approval: 0, return: 0 };
    const pair = async (index: number): Promise<void> => {
      const id = await submit(system);
      const approve = (): Promise<Answer> =>
        system.api.post(`/notices/${id}/approval`, people.supervisor, {});
      const give = (): Promise<Answer> =>
        system.api.post(`/notices/${id}/return`, people.supervisor, { reason: '請補正。' });
      // Who sends first takes turns; both are on their way at the same time.
      const first = index % 2 === 0 ? approve() : give();
      const second = index % 2 === 0 ? give() : approve();
      const [approval, returned] = index % 2 === 0 ? await both(first, second) : await both(second, first);
      const approved = succeeded(approval);
      wins[approved ? 'approval' : 'return'] += 1;
      expect([approval.status, returned.status].sort()).toEqual([200, 409]);
      expect(codeOf(approved ? returned : approval)).toBe(
        approved ? 'notice.alreadyIssued' : 'notice.returned',
      );
      expect(await types(id)).toEqual(['NoticeSubmitted', approved ? 'NoticeIssued' : 'NoticeReturned']);
      // A refusal leaves its trace, and nothing else.
      expect(await refusedOf(id)).toEqual([
        approved ? 'ReturnNotice notice.alreadyIssued' : 'ApproveNotice notice.returned',
      ]);
      expect(await system.api.letters('notice', id)).toHaveLength(approved ? 1 : 0);
    };
    for (let batch = 0; batch < 10; batch += 1) await times(5, (index) => pair(batch * 5 + index));
    expect(wins.approval + wins.return).toBe(50);
    // Otherwise nothing has raced.
    expect(wins.approval).toBeGreaterThan(0);
    expect(wins.return).toBeGreaterThan(0);
  });

  it('keeps a withdrawal and the end of the case apart from what comes after', async () => {
    const id = await issue(system);
    await system.api.command(`/notices/${id}/withdrawal`, people.tracker, { reason: '誤發' });
    const late = await system.api.post(`/notices/${id}/withdrawal`, people.tracker, { reason: '再次' });
    expect([late.status, codeOf(late)]).toEqual([409, 'case.closed']);
    expect((await types(id)).slice(-2)).toEqual(['NoticeWithdrawn', 'NoticeClosed']);
  });

  it('logs no error', () => {
    expect([...system.worker.errors, ...system.apiProcess.errors]).toEqual([]);
  });
});

const both = (one: Promise<Answer>, other: Promise<Answer>): Promise<[Answer, Answer]> =>
  Promise.all([one, other]);
