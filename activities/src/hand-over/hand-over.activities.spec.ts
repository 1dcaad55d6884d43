import { HandOverRepository, NoticeRepository, RegisterRepository } from '@xiangaitong/persistence';
import {
  CaseGateway,
  CaseNotRunning,
  CommandNotAccepted,
  CommandRefused,
} from '@xiangaitong/temporal-client';
import { Client, Connection } from '@temporalio/client';
import { requireEnv } from '@xiangaitong/testing';
import { refusals, type RefusalCode } from '@xiangaitong/domain';
import { centre, TestOutbox } from '../outbox.fixture';
import { createHandOverActivities } from './hand-over.activities';

jest.setTimeout(30_000);

const by = { personId: 'p-huang', role: 'supervisor', organisationId: centre } as const;
const handOver = (noticeId: string) =>
  ({ noticeId, seq: 4, from: 'p-wang', trackerId: 'p-cai', reason: '離職', by }) as const;

let outbox: TestOutbox;
let connection: Connection;
let gateway: CaseGateway;

beforeAll(async () => {
  outbox = await TestOutbox.open();
  connection = await Connection.connect({ address: requireEnv('TEMPORAL_ADDRESS') });
  gateway = new CaseGateway(new Client({ connection }), new RegisterRepository(outbox.dataSource));
});

afterAll(async () => {
  await connection.close();
  await outbox.close();
});

const activities = () =>
  createHandOverActivities({
    handOvers: new HandOverRepository(outbox.dataSource),
    notices: new NoticeRepository(outbox.dataSource),
    gateway,
  });

const answering = (answer: () => unknown): jest.SpyInstance =>
  jest.spyOn(gateway, 'sendToNotice').mockImplementationOnce(async () => answer() as never);
const refusal = (code: RefusalCode) => () => {
  throw new CommandRefused({ code, message: refusals[code] });
};

it('tells the case in the name of who disabled the tracker, under an id that a repetition repeats', async () => {
  const sent = answering(() => ({ kind: 'done' }));
  await activities().handOverCase(handOver('n-1'));
  expect(sent).toHaveBeenLastCalledWith('n-1', {
    commandId: 'hand-over/p-wang/4',
    fingerprint: 'hand-over/p-wang/4',
    actor: by,
    command: {
      type: 'ReassignTracker',
      trackerId: 'p-cai',
      from: 'p-wang',
      reason: '原追蹤人員停用，移交追蹤：離職',
    },
  });
});

it.each<RefusalCode>(['case.closed', 'notice.otherTracker'])(
  'is done with a case that says %s',
  async (code) => {
    answering(refusal(code));
    await expect(activities().handOverCase(handOver('n-1'))).resolves.toBeUndefined();
  },
);

it('is not done with one that refuses for another reason, is slow, or cannot be reached', async () => {
  answering(refusal('notice.incomplete'));
  await expect(activities().handOverCase(handOver('n-1'))).rejects.toThrow(CommandRefused);
  answering(() => ({ kind: 'pending' }));
  await expect(activities().handOverCase(handOver('n-1'))).rejects.toThrow('not done yet');
  answering(() => {
    throw new CommandNotAccepted(new Error('slow'));
  });
  await expect(activities().handOverCase(handOver('n-1'))).rejects.toThrow(CommandNotAccepted);
});

it('is done with a case whose workflow has ended, and not with one that has lost its own', async () => {
  const { caseId: open } = await outbox.queue([]);
  const { caseId: closed } = await outbox.queue([], { closed: true });
  await expect(activities().handOverCase(handOver(closed))).resolves.toBeUndefined();
  await expect(activities().handOverCase(handOver(open))).rejects.toThrow(CaseNotRunning);
});
