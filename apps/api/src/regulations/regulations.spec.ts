import { regulationEditions, regulationInForce, type OrganisationId } from '@xiangaitong/domain';
import { RegisterRepository } from '@xiangaitong/persistence';
import { useFreshApi } from '../played-engine.fixture';
import { as, authority, bureau, codes, drafter, respondent } from '../test-api.fixture';

const test = useFreshApi();

interface Edition {
  readonly entries: { readonly id: string; readonly inForce: boolean }[];
  readonly grounds: { readonly number: number; readonly text: string }[];
  readonly points: { readonly number: number; readonly paragraphs: Provision[] }[];
  readonly text: string[];
}
interface Provision {
  readonly number: number;
  readonly text: string;
  readonly parts: Provision[];
}

const read = async (path: string, actor = drafter): Promise<Edition> => {
  const { status, body } = await test.api.request(`/api/v1/regulations${path}`, as(actor));
  expect(status).toBe(200);
  return body as unknown as Edition;
};

describe('the editions of the regulation', () => {
  it('are listed, the newest first, with which one is in force', async () => {
    for (const actor of [drafter, respondent, bureau, authority]) {
      expect((await read('', actor)).entries).toEqual([
        {
          id: '108',
          title: '公文電子交換系統資訊安全管理規範',
          issued: '2019-11-15',
          reference: '行政院院授發檔(資)字第1080008553號函',
          inForce: true,
        },
        {
          id: '105',
          title: '公文電子交換系統資訊安全管理規範',
          issued: '2016-04-29',
          reference: '行政院院授發檔(資)字第1050008272號函',
          inForce: false,
        },
      ]);
    }
  });

  it.each(['108', '105'] as const)('of %s: every point, numbered, and its grounds', async (edition) => {
    const { points, grounds, text } = await read(`/${edition}`);
    const plain = ({ text: own, parts }: Provision): object => ({ text: own, parts: parts.map(plain) });
    expect(points.map(({ paragraphs }) => paragraphs.map(plain))).toEqual(regulationEditions[edition].points);
    expect(points.map(({ number }) => number)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
    expect(
      points[12]?.paragraphs[1]?.parts.map(({ number, text: ground }) => ({ number, text: ground })),
    ).toEqual(grounds);
    expect(grounds).toHaveLength(edition === '108' ? 12 : 9);
    expect(text).toContain(
      `\u3000(${edition === '108' ? '十一' : '八'})未即時改善不符合事項且無正當理由者。`,
    );
  });

  it('that there are none of answer 404', async () => {
    for (const edition of ['103', '0108', 'toString']) {
      expect(codes(await test.api.request(`/api/v1/regulations/${edition}`, as(drafter)))).toEqual([
        404,
        'resource.notFound',
      ]);
    }
  });
});

describe('a notice', () => {
  /** Records an event as the notice's workflow would. */
  const record = async (caseId: string, seq: number, event: { type: string; edition?: string }) => {
    const tenant: OrganisationId = 'TN00000001';
    const at = Date.parse('2020-01-06T02:00:00Z') + seq;
    const actor = { personId: 'p-huang', role: 'supervisor', organisationId: tenant } as const;
    const row = await test.api.request(`/api/v1/notices/${caseId}`, as(drafter));
    const { caseNumber } = row.body;
    const summary = { phase: 'tracking', tenant, caseNumber, respondentId: 'XC12345678' } as const;
    await test.api.app.get(RegisterRepository).record({
      caseKind: 'notice',
      caseId,
      tenant,
      expectedSeq: seq,
      events: [{ ...event, at, by: actor }],
      effects: [],
      summary: { ...summary, respondentName: '○○公司', closed: false },
      calendarUntil: '2027-12-31',
      at,
      command: {
        commandId: `p-huang:${seq}`,
        fingerprint: 'f',
        type: event.type,
        actor,
        result: {
          caseKind: 'notice',
          caseId,
          caseNumber,
          seq: seq + 1,
          phase: 'tracking',
          events: [event.type],
          at,
        },
      },
    });
  };
  const editionSeenBy = async (caseId: string, actor: string): Promise<unknown> => {
    const { status, body } = await test.api.request(`/api/v1/notices/${caseId}`, as(actor));
    expect(status).toBe(200);
    return (body as unknown as { edition?: string }).edition;
  };

  it('names the edition that it was issued under, and keeps it whatever is in force and whatever follows', async () => {
    const id = await test.engine.newCase('awaitingApproval');
    expect(await editionSeenBy(id, drafter)).toBeUndefined();
    await record(id, 1, { type: 'NoticeIssued', edition: '105' });
    expect(regulationInForce).toBe('108');
    for (const actor of [drafter, respondent]) expect(await editionSeenBy(id, actor)).toBe('105');
    await record(id, 2, { type: 'DeadlinePassed' });
    await record(id, 3, { type: 'TrackerReassigned' });
    for (const actor of [drafter, respondent]) expect(await editionSeenBy(id, actor)).toBe('105');
    // Its text is readable for as long as there is such a case.
    const { grounds } = await read('/105', respondent);
    expect(grounds[7]?.text).toBe('未即時改善不符合事項且無正當理由者。');
  });
});
