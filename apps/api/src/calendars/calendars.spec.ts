import {
  deadlineInDays,
  governmentCalendar2025to2027 as shipped,
  type CivilDate,
  type WorkCalendar,
} from '@xiangaitong/domain';
import { AuditRepository, PersonRepository, SubstitutionRepository } from '@xiangaitong/persistence';
import { CaseGateway } from '@xiangaitong/temporal-client';
import { big5, printEventForm, printOfficeForm, utf8, withMark } from '@xiangaitong/testing';
import { PlayedSuspensions, standaloneForm } from '../suspensions/played-suspensions.fixture';
import {
  administrator,
  as,
  bureau,
  codes,
  draftForm,
  drafter,
  newKey,
  otherCentre,
  post,
  respondent,
  startTestApi,
  supervisor,
  type Answer,
  type AnswerBody,
  type TestApi,
} from '../test-api.fixture';

// Each test migrates a database of its own.
jest.setTimeout(30_000);

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await api.stop();
});

/** A year as it is published. */
const year = (
  of: number,
  more: { holidays?: Record<CivilDate, string>; makeUpDays?: Record<CivilDate, string> } = {},
): WorkCalendar => {
  const from = (days: Readonly<Record<CivilDate, string>>) =>
    Object.fromEntries(Object.entries(days).filter(([date]) => date.startsWith(String(of))));
  const always = { '01-01': '開國紀念日', '02-28': '和平紀念日', '10-10': '國慶日', '12-25': '行憲紀念日' };
  const known = of <= 2027 ? from(shipped.holidays) : undefined;
  const fixed = Object.fromEntries(Object.entries(always).map(([day, name]) => [`${of}-${day}`, name]));
  return {
    version: '',
    firstDay: `${of}-01-01`,
    lastDay: `${of}-12-31`,
    holidays: { ...(known ?? fixed), ...more.holidays },
    makeUpDays: { ...from(shipped.makeUpDays), ...more.makeUpDays },
  };
};
const year2028 = year(2028, {
  holidays: { '2028-01-03': '調整放假' },
  makeUpDays: { '2028-01-08': '補行上班' },
});
/** 2026 with the last day of August, a Monday, off. */
const revised2026 = year(2026, { holidays: { '2026-08-31': '調整放假' } });

interface View extends AnswerBody {
  readonly name: string;
  readonly inForce: boolean;
  readonly diff: { readonly onlyAppends: boolean; readonly changes: object[]; readonly text: string[] };
}
const viewOf = ({ body }: Answer): View => body as View;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const office = (calendar: WorkCalendar): Uint8Array => withMark(printOfficeForm(calendar));
const source = '行政院人事行政總處 116 年 6 月公布';

const give = (bytes: Uint8Array, actor = administrator, key = newKey()): Promise<Answer> =>
  api.request('/api/v1/calendars', post({ file: base64(bytes), source }, { actor, key }));
const approve = (id: string, actor = supervisor, headers: Record<string, string> = {}): Promise<Answer> =>
  api.request(`/api/v1/calendars/${id}/approval`, post({}, { actor, ...headers }));
const refuse = (id: string, actor = supervisor, key = newKey(), reason = '與公布內容不符'): Promise<Answer> =>
  api.request(`/api/v1/calendars/${id}/refusal`, post({ reason }, { actor, key }));
const look = async (id: string, actor = drafter): Promise<View> =>
  viewOf(await api.request(`/api/v1/calendars/${id}`, as(actor)));
const listed = async (): Promise<View[]> =>
  (await api.request('/api/v1/calendars', as(drafter))).body.entries as unknown as View[];

describe('an official file', () => {
  it.each([
    ['by day, UTF-8 with a mark', 'office', office(year2028)],
    ['by day, UTF-8 without', 'office', utf8(printOfficeForm(year2028, '\n'))],
    ['by day, Big5', 'office', big5(printOfficeForm(year2028))],
    ['of events, UTF-8 with a mark', 'events', withMark(printEventForm(year2028, true))],
    ['of events, UTF-8 without', 'events', utf8(printEventForm(year2028, false, '\n'))],
    ['of events, Big5', 'events', big5(printEventForm(year2028, true))],
  ])('%s: becomes a version with its difference', async (_name, fileForm, bytes) => {
    const answer = await give(bytes);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      201,
      `/api/v1/calendars/${answer.body.id}`,
    ]);
    expect(answer.body).toMatchObject({
      name: '行政機關辦公日曆表 2025-2028（第 2 版）',
      state: 'imported',
      inForce: false,
      firstDay: '2025-01-01',
      lastDay: '2028-12-31',
      source,
      fileForm,
      fileSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      importedBy: 'p-liu',
      importedByOrganisation: 'TN00000001',
      basedOn: 'shipped',
      holidays: { ...shipped.holidays, ...year2028.holidays },
      makeUpDays: { ...shipped.makeUpDays, ...year2028.makeUpDays },
      diff: {
        onlyAppends: true,
        changes: [],
        appended: { firstDay: '2028-01-01', lastDay: '2028-12-31' },
        text: ['新增 117/1/1 至 117/12/31。'],
      },
    });
    expect(await look(answer.body.id)).toEqual(answer.body);
  });

  it('that revises a year shows each day that it changes', async () => {
    const { diff } = viewOf(await give(office(revised2026)));
    expect(diff).toEqual({
      onlyAppends: false,
      changes: [
        {
          date: '2026-08-31',
          before: { working: true, kind: 'weekday' },
          after: { working: false, kind: 'holiday', name: '調整放假' },
        },
      ],
      text: ['115/8/31（一）：上班日 → 放假「調整放假」'],
    });
  });

  it('sent again makes no other version; another one under the same key is refused', async () => {
    const key = newKey();
    const first = await give(office(year2028), administrator, key);
    const again = await give(office(year2028), administrator, key);
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      first.body,
    ]);
    const other = await give(office(revised2026), administrator, key);
    expect(codes(other)).toEqual([422, 'request.idempotencyKeyReused']);
    expect(await listed()).toHaveLength(2);
  });
});

describe('a file that cannot be imported', () => {
  const messages = ({ status, body }: Answer): unknown[] => [status, body.code, body.fields];
  const at = (message: string) => ({ field: 'file', message });

  it('is refused with every line and what to do, and changes nothing', async () => {
    const before = await listed();
    const [header, , ...rows] = printOfficeForm(year2028).split('\r\n');
    const broken = [header, '20280101,六,2,元旦', '20280102,一,9,', ...rows.slice(1)].join('\r\n');
    expect(messages(await give(utf8(broken)))).toEqual([
      422,
      'calendarFile.invalid',
      [
        at('第 3 行：20280102 是星期日，檔案寫「一」；請核對日期與星期後更正。'),
        at('第 3 行：是否放假「9」應為 0（上班）或 2（放假）；請更正。'),
      ],
    ]);
    expect(messages(await give(utf8('這不是日曆')))).toMatchObject([422, 'calendarFile.invalid', [{}]]);
    expect(await listed()).toEqual(before);
    const audit = await api.app.get(AuditRepository).list({ tenant: 'TN00000001', limit: 5 });
    expect(audit.items.map(({ action, outcome, code }) => [action, outcome, code])).toEqual([
      ['ImportCalendar', 'refused', 'calendarFile.invalid'],
      ['ImportCalendar', 'refused', 'calendarFile.invalid'],
    ]);
  });

  it('leaves days out between, says nothing new, or says too much', async () => {
    expect(messages(await give(office(year(2029))))).toEqual([
      422,
      'calendarFile.invalid',
      [at('檔案與現行版本之間缺少 117/1/1 至 117/12/31；請先匯入並核准該段期間的檔案。')],
    ]);
    expect(messages(await give(office(year(2026))))).toEqual([
      422,
      'calendarFile.invalid',
      [at('檔案內容與現行版本相同，無須匯入；如要匯入新年度，請確認選取的檔案。')],
    ]);
    const everyDay = { ...year(2028), lastDay: '2032-12-31' };
    const holidays: Record<CivilDate, string> = {};
    for (let day = Date.UTC(2028, 0, 1); day <= Date.UTC(2032, 11, 31); day += 86_400_000) {
      holidays[new Date(day).toISOString().slice(0, 10)] = '調整放假';
    }
    expect(messages(await give(office({ ...everyDay, holidays })))).toEqual([
      422,
      'calendarFile.invalid',
      [at('與現行版本合併後，放假與補班日過多；請確認檔案內容與年度。')],
    ]);
  });

  it('is not Base64, too large or without a source: named by field', async () => {
    const send = (body: object) => api.request('/api/v1/calendars', post(body, { actor: administrator }));
    const bad = await send({ file: '西元日期', source: '' });
    expect(messages(bad)).toEqual([
      400,
      'request.invalid',
      [at('應為 Base64 編碼。'), { field: 'source', message: '必填。' }],
    ]);
    const large = await send({ file: 'A'.repeat(699_056), source });
    expect(messages(large)).toEqual([
      400,
      'request.invalid',
      [at('檔案不得超過 512 KiB；辦公日曆表一年約 7 KB，請確認選取的檔案。')],
    ]);
    // The largest that fits is looked at, and is no calendar.
    expect(codes(await send({ file: 'A'.repeat(699_052), source }))).toEqual([422, 'calendarFile.invalid']);
  });
});

describe('who keeps the calendar', () => {
  it('imports and decides; others of the centre read; outsiders do not', async () => {
    for (const actor of [drafter, otherCentre, 'p-cai:tracker', respondent]) {
      expect(codes(await give(office(year2028), actor))).toEqual([403, 'actor.notAllowed']);
    }
    const imported = await give(office(year2028), bureau);
    expect(imported.status).toBe(201);
    expect(codes(await approve(imported.body.id, drafter))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await refuse(imported.body.id, drafter))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await api.request('/api/v1/calendars', as(respondent)))).toEqual([403, 'actor.notAllowed']);
    expect(codes(await api.request('/api/v1/calendars/none', as(drafter)))).toEqual([
      404,
      'resource.notFound',
    ]);
    expect(codes(await approve('none'))).toEqual([404, 'resource.notFound']);
    // A centre sees that it was the bureau, not who.
    const seen = await look(imported.body.id);
    expect(seen).toMatchObject({ importedByOrganisation: 'NAA0000001' });
    expect(seen).not.toHaveProperty('importedBy');
    expect((await approve(imported.body.id, supervisor)).status).toBe(200);
  });
});

describe('a second person', () => {
  it('brings a version into force, once', async () => {
    const { body } = await give(office(year2028));
    expect((await listed()).map(({ id, inForce }) => [id, inForce])).toEqual([
      [body.id, false],
      ['shipped', true],
    ]);
    expect(codes(await approve(body.id, administrator))).toEqual([403, 'case.fourEyes']);
    const key = newKey();
    const approved = await approve(body.id, supervisor, { key });
    expect(approved.body).toMatchObject({ state: 'approved', inForce: true, decidedBy: 'p-huang' });
    const again = await approve(body.id, supervisor, { key });
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      approved.body,
    ]);
    expect(codes(await refuse(body.id, supervisor, key))).toEqual([422, 'request.idempotencyKeyReused']);
    expect(codes(await refuse(body.id))).toEqual([409, 'calendarVersion.decided']);
    expect((await listed()).map(({ id, inForce }) => [id, inForce])).toEqual([
      [body.id, true],
      ['shipped', false],
    ]);
  });

  it('is not the importer’s substitute in their place, nor who they stood in for', async () => {
    const people = api.app.get(PersonRepository);
    const one = { organisationId: 'TN00000001', name: '測試', phone: null, email: null };
    await people.upsert({ id: 'p-sub', ...one, roles: ['supervisor'] });
    await people.upsert({ id: 'p-liu', ...one, roles: ['centreAdministrator'] });
    await api.app.get(SubstitutionRepository).set({
      id: 's-1',
      personId: 'p-liu',
      substituteId: 'p-sub',
      startsAt: 0,
      endsAt: Date.parse('2027-01-01T00:00:00Z'),
      by: { personId: 'p-liu', role: 'centreAdministrator', organisationId: 'TN00000001' },
      at: 0,
    });
    const { body } = await give(office(year2028));
    const inPlace = { 'X-On-Behalf-Of': 'p-liu' };
    expect(codes(await approve(body.id, 'p-sub:centreAdministrator', inPlace))).toEqual([
      403,
      'case.fourEyes',
    ]);
    const stoodIn = await api.request(
      '/api/v1/calendars',
      post({ file: base64(office(year2028)), source }, { actor: 'p-sub:centreAdministrator', ...inPlace }),
    );
    expect(codes(await approve(stoodIn.body.id, administrator))).toEqual([403, 'case.fourEyes']);
    expect((await approve(stoodIn.body.id, supervisor)).status).toBe(200);
  });

  it('refuses with a reason; the version stays readable and never comes into force', async () => {
    const { body } = await give(office(year2028));
    const noReason = await api.request(
      `/api/v1/calendars/${body.id}/refusal`,
      post({}, { actor: supervisor }),
    );
    expect([...codes(noReason), noReason.body.fields]).toEqual([
      400,
      'request.invalid',
      [{ field: 'reason', message: '必填。' }],
    ]);
    expect((await refuse(body.id)).body).toMatchObject({ state: 'refused', reason: '與公布內容不符' });
    expect(codes(await approve(body.id))).toEqual([409, 'calendarVersion.decided']);
    expect(await look('shipped')).toMatchObject({ inForce: true, number: 1 });
    expect(await look('shipped')).not.toHaveProperty('diff');
  });

  it('does not bring into force what would take back a version that came between', async () => {
    const revision = await give(office(revised2026));
    const next = await give(office(year2028));
    await approve(revision.body.id);
    expect(codes(await approve(next.body.id))).toEqual([409, 'calendarVersion.outdated']);
    const anew = await give(office(year2028));
    expect((await approve(anew.body.id)).body).toMatchObject({
      inForce: true,
      holidays: { '2026-08-31': '調整放假', '2028-01-03': '調整放假' },
    });
  });
});

describe('a case', () => {
  const days = (calendar: WorkCalendar): CivilDate => {
    const due = deadlineInDays(calendar, '2026-08-21', 10, { adverse: false });
    if (!due.ok) throw new Error(due.error.code);
    return due.value.date;
  };

  it('is computed under the version in force when it began, and an older one keeps its own', async () => {
    const engine = new PlayedSuspensions(api);
    engine.listen();
    const open = (): Promise<Answer> => api.request('/api/v1/suspensions', post(standaloneForm));
    const calendars = (): WorkCalendar[] =>
      (engine.opened as { readonly calendar: WorkCalendar }[]).map(({ calendar }) => calendar);
    const { body } = await give(office(revised2026));
    // Imported is not in force: the date of the form is the last day of August.
    expect((await open()).status).toBe(201);
    await approve(body.id);
    const refused = await open();
    expect(codes(refused)).toEqual([422, 'suspension.nonWorkingDay']);
    const later = { ...standaloneForm, effectiveDate: '2026-09-01' };
    expect((await api.request('/api/v1/suspensions', post(later))).status).toBe(201);
    expect(calendars().map(({ version }) => version)).toEqual([
      shipped.version,
      '行政機關辦公日曆表 2025-2027（第 2 版）',
    ]);
    expect(calendars().map(days)).toEqual(['2026-08-31', '2026-09-01']);
  });

  it('that is a notice gets it as well', async () => {
    const { body } = await give(office(year2028));
    await approve(body.id);
    const start = jest
      .spyOn(api.app.get(CaseGateway), 'startNotice')
      .mockRejectedValue(new Error('far enough'));
    const draft = await api.request('/api/v1/notice-drafts', post(draftForm));
    await api.request(`/api/v1/notice-drafts/${draft.body.id}/submission`, post({}));
    expect(start.mock.calls[0]?.[0].calendar).toMatchObject({ lastDay: '2028-12-31' });
  });
});
