import { refusals, type RefusalCode } from '@xiangaitong/domain';
import {
  CalendarVersionRepository,
  CoverageRepository,
  NoticeRepository,
  RegisterRepository,
} from '@xiangaitong/persistence';
import { CaseGateway, CaseNotRunning, CommandRefused } from '@xiangaitong/temporal-client';
import { Client, Connection } from '@temporalio/client';
import { requireEnv } from '@xiangaitong/testing';
import { TestOutbox } from '../outbox.fixture';
import { createCalendarActivities } from './calendar.activities';

jest.setTimeout(30_000);

let outbox: TestOutbox;
let connection: Connection;
let gateway: CaseGateway;

beforeAll(async () => {
  outbox = await TestOutbox.open();
  connection = await Connection.connect({ address: requireEnv('TEMPORAL_ADDRESS') });
  gateway = new CaseGateway(new Client({ connection }), new RegisterRepository(outbox.dataSource));
});

afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await connection.close();
  await outbox.close();
});

const activities = () =>
  createCalendarActivities({
    versions: new CalendarVersionRepository(outbox.dataSource),
    coverage: new CoverageRepository(outbox.dataSource),
    gateway,
    isClosed: async (_, caseId) =>
      (await new NoticeRepository(outbox.dataSource).find(caseId))?.closed === true,
    now: () => Date.UTC(2026, 7, 3),
  });
const notice = (caseId: string) =>
  ({ caseKind: 'notice', caseId, tenant: 'C1', until: '2026-12-31' }) as const;
const answering = (answer: () => unknown): jest.SpyInstance =>
  jest.spyOn(gateway, 'sendToNotice').mockImplementationOnce(async () => answer() as never);

it('brings a case the calendar of that version by the system, under an id that a repetition repeats', async () => {
  const sent = answering(() => ({ kind: 'done' }));
  await activities().extendCase(notice('n-1'), 'shipped');
  expect(sent).toHaveBeenLastCalledWith('n-1', {
    commandId: 'calendar/shipped/2026-12-31',
    fingerprint: 'calendar/shipped/2026-12-31',
    actor: { personId: 'system', role: 'system', organisationId: 'C1' },
    command: {
      type: 'ExtendCalendar',
      calendar: expect.objectContaining({ lastDay: '2027-12-31' }) as object,
    },
  });
});

it('is done with a case that has closed, and with no other that refuses or is lost', async () => {
  const refusing = (code: RefusalCode) => () => {
    throw new CommandRefused({ code, message: refusals[code] });
  };
  answering(refusing('case.closed'));
  await activities().extendCase(notice('n-1'), 'shipped');
  answering(refusing('case.systemOnly'));
  await expect(activities().extendCase(notice('n-1'), 'shipped')).rejects.toThrow();
  answering(() => ({ kind: 'pending' }));
  await expect(activities().extendCase(notice('n-1'), 'shipped')).rejects.toThrow('not done yet');
  const lost = () => {
    throw new CaseNotRunning();
  };
  answering(lost);
  await expect(activities().extendCase(notice('n-lost'), 'shipped')).rejects.toBeInstanceOf(CaseNotRunning);
  const { caseId } = await outbox.queue([{}], { closed: true });
  answering(lost);
  await activities().extendCase(notice(caseId), 'shipped');
});

it('names the version in force with each page, and asks nobody for the next one while it lasts', async () => {
  expect(await activities().casesToExtend()).toMatchObject({ versionId: 'shipped', cases: [] });
  await activities().watchCoverage();
  const [{ n } = { n: '' }] = await outbox.dataSource.query<{ n: string }[]>(
    "SELECT COUNT(*) AS n FROM tasks WHERE kind = 'importCalendar'",
  );
  expect(Number(n)).toBe(0);
});
