import {
  HandOverRepository,
  NoticeRepository,
  RegisterRepository,
  SuspensionRepository,
} from '@xiangaitong/persistence';
import {
  CaseGateway,
  CaseNotRunning,
  CommandNotAccepted,
  CommandRefused,
} from '@xiangaitong/temporal-client';
import { Client, Connection } from '@temporalio/client';
import { requireEnv } from '@xiangaitong/testing';
import { refusals, type CaseKind, type RefusalCode } from '@xiangaitong/domain';
import { centre, TestOutbox } from '../outbox.fixture';
import { createHandOverActivities } from './hand-over.activities';

jest.setTimeout(30_000);

const by = { personId: 'p-huang', role: 'supervisor', organisationId: centre } as const;
const handOver = (caseId: string, caseKind: CaseKind = 'notice') =>
  ({ caseKind, caseId, seq: 4, from: 'p-wang', trackerId: 'p-cai', reason: '離職', by }) as const;

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

const suspensions = () => new SuspensionRepository(outbox.dataSource);
const activities = () =>
  createHandOverActivities({
    handOvers: new HandOverRepository(outbox.dataSource),
    isClosed: async (kind, caseId) =>
      (await (kind === 'notice' ? new NoticeRepository(outbox.dataSource) : suspensions()).find(caseId))
        ?.closed === true,
    gateway,
  });

const answering = (answer: () => unknown): jest.SpyInstance =>
  jest.spyOn(gateway, 'sendToNotice').mockImplementationOnce(async () => answer() as never);
const refusal = (code: RefusalCode) => () => {
  throw new CommandRefused({ code, message: refusals[code] });
};

it.each([
  ['notice', 'sendToNotice'],
  ['suspension', 'sendToSuspension'],
] as const)(
  'tells a %s in the name of who disabled the tracker, under an id that a repetition repeats',
  async (kind, send) => {
    const sent = jest.spyOn(gateway, send).mockImplementationOnce(async () => ({ kind: 'done' }) as never);
    await activities().handOverCase(handOver('c-1', kind));
    expect(sent).toHaveBeenLastCalledWith('c-1', {
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
  },
);

it.each<RefusalCode>(['case.closed', 'notice.otherTracker', 'suspension.otherTracker'])(
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
