import { errorOf } from './error-of.fixture';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import {
  CapturingSmtpServer,
  dropAfterFinalDot,
  dropBeforeData,
  dropConnection,
  dropDuringData,
  hang,
  refuse,
  refuseConnection,
} from '@xiangaitong/testing';
import { composeMail } from './compose-mail';
import type { MailTransport } from './mail-transport';
import { outgoingMail } from './outgoing-mail.fixture';
import { createSmtpMailTransport, type SmtpMailTransportOptions } from './smtp-mail-transport';

let server: CapturingSmtpServer;
let transport: MailTransport;

function transportTo(url: string, options: Partial<SmtpMailTransportOptions> = {}): MailTransport {
  transport = createSmtpMailTransport({
    url,
    poolSize: 1,
    connectionTimeoutMs: 2_000,
    socketTimeoutMs: 2_000,
    ...options,
  });
  return transport;
}

beforeAll(async () => {
  server = await CapturingSmtpServer.start();
});
beforeEach(() => {
  server.clear();
  transportTo(server.url);
});
afterEach(() => transport.close());
afterAll(() => server.stop());

describe('accepted', () => {
  it('hands over exactly the composed bytes and answers with what the server said', async () => {
    const outcome = await transport.send(outgoingMail());
    expect(outcome).toEqual({ kind: 'accepted', response: expect.stringMatching(/^250 .*kept/) });
    const { raw } = await composeMail(outgoingMail());
    expect(server.mails[0]?.raw.equals(raw)).toBe(true);
    expect(server.mails[0]?.envelope).toEqual({
      from: 'exchange@mail.example.gov.tw',
      to: ['respondent@example.gov.tw'],
    });
  });

  it('arrives with its Chinese subject, both bodies and its Message-ID', async () => {
    await transport.send(outgoingMail());
    const { parsed } = await server.waitFor((mail) => mail.parsed.messageId === outgoingMail().messageId);
    expect(parsed.subject).toBe(outgoingMail().subject);
    expect(parsed.text).toBe(outgoingMail().text);
    expect(parsed.html).toBe(outgoingMail().html);
  });

  it('sends a hundred letters over two connections', async () => {
    const before = server.connectionCount;
    transportTo(server.url, { poolSize: 2 });
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        transport.send(outgoingMail({ messageId: `<${index}@example.gov.tw>` })),
      ),
    );
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['accepted']));
    expect(new Set(server.mails.map(({ parsed }) => parsed.messageId)).size).toBe(100);
    expect(server.mails).toHaveLength(100);
    expect(server.connectionCount - before).toBe(2);
  });
});

describe('rejected', () => {
  it.each([
    [450, 'RCPT', false],
    [550, 'RCPT', true],
    [503, 'RCPT', false],
    [451, 'DATA', false],
    [554, 'DATA', true],
    [421, 'DATA', false],
  ] as const)('%i at %s', async (smtpCode, at, permanent) => {
    server.next(refuse(smtpCode, 'no such user', at));
    expect(await transport.send(outgoingMail())).toEqual({
      kind: 'rejected',
      permanent,
      smtpCode,
      response: expect.stringMatching(new RegExp(`^${smtpCode} .*no such user`)),
    });
    expect(server.mails).toHaveLength(0);
  });

  it('goes on with the same connection after a refusal', async () => {
    const before = server.connectionCount;
    server.next(refuse(550, 'no such user', 'RCPT'), refuse(554, 'spam'));
    await transport.send(outgoingMail());
    await transport.send(outgoingMail());
    expect(await transport.send(outgoingMail())).toMatchObject({ kind: 'accepted' });
    expect(server.connectionCount - before).toBe(1);
  });
});

describe('notSent', () => {
  it('when nothing listens there', async () => {
    const port = await freePort();
    transportTo(`smtp://127.0.0.1:${port}`);
    expect(await transport.send(outgoingMail())).toEqual({
      kind: 'notSent',
      reason: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('when the name does not exist', async () => {
    transportTo('smtp://mail.invalid');
    expect(await transport.send(outgoingMail())).toEqual({
      kind: 'notSent',
      reason: expect.stringMatching(/^EDNS/),
    });
  });

  it.each([421, 530, 535])(
    'when the server answers RCPT with %i, which is about the session',
    async (code) => {
      server.next(refuse(code, 'not now', 'RCPT'));
      expect(await transport.send(outgoingMail())).toEqual({
        kind: 'notSent',
        reason: expect.stringContaining(`${code} `),
      });
    },
  );

  it('when the server does not offer the TLS that is asked for', async () => {
    transportTo(`${server.url}?requireTLS=true`);
    expect(await transport.send(outgoingMail())).toEqual({
      kind: 'notSent',
      reason: expect.stringMatching(/^ETLS/),
    });
  });

  it.each([
    ['drops the connection before the greeting', [dropConnection, dropConnection, dropConnection]],
    ['greets with an error', [refuseConnection(554, 'no service')]],
    ['drops the connection at RCPT', [dropBeforeData]],
  ])('when the server %s', async (_, behaviours) => {
    server.next(...behaviours);
    expect(await transport.send(outgoingMail())).toMatchObject({ kind: 'notSent' });
    expect(server.mails).toHaveLength(0);
  });

  it.each(['GREETING', 'RCPT'] as const)('when the server says nothing more at %s', async (at) => {
    transportTo(server.url, { connectionTimeoutMs: 300, socketTimeoutMs: 300 });
    server.next(hang(at));
    expect(await transport.send(outgoingMail())).toEqual({
      kind: 'notSent',
      reason: expect.stringMatching(/^ETIMEDOUT/),
    });
  });

  it('when it was still waiting for a connection as the transport closed', async () => {
    transportTo(server.url, { socketTimeoutMs: 300 });
    server.next(hang('DATA'));
    const first = transport.send(outgoingMail());
    const queued = transport.send(outgoingMail({ messageId: '<queued@example.gov.tw>' }));
    await server.waitForCount(1);
    await transport.close();
    expect(await queued).toMatchObject({ kind: 'notSent' });
    expect(await first).toMatchObject({ kind: 'ambiguous' });
  });
});

describe('ambiguous', () => {
  it.each([
    ['during the content', dropDuringData, 0],
    ['after the final dot, having kept the mail', dropAfterFinalDot, 1],
  ])('when the connection drops %s', async (_, behaviour, kept) => {
    server.next(behaviour);
    expect(await transport.send(outgoingMail())).toEqual({
      kind: 'ambiguous',
      reason: expect.stringMatching(/^E(CONNECTION|SOCKET)/),
    });
    expect(server.mails).toHaveLength(kept);
  });

  it('when a large mail is cut off half way', async () => {
    server.next(dropDuringData);
    expect(await transport.send(outgoingMail({ text: '字'.repeat(1_000_000) }))).toMatchObject({
      kind: 'ambiguous',
    });
  });

  it('when the answer to the final dot does not come in time', async () => {
    transportTo(server.url, { socketTimeoutMs: 300 });
    server.next(hang('DATA'));
    expect(await transport.send(outgoingMail())).toEqual({
      kind: 'ambiguous',
      reason: expect.stringMatching(/^ETIMEDOUT/),
    });
    expect(server.mails).toHaveLength(1);
  });

  it('when it is aborted while the answer is awaited', async () => {
    const abort = new AbortController();
    server.next(hang('DATA'));
    const sent = transport.send(outgoingMail(), { signal: abort.signal });
    await server.waitForCount(1);
    abort.abort();
    expect(await sent).toEqual({ kind: 'ambiguous', reason: expect.stringMatching(/^EABORT/) });
  });

  it('is never sent a second time by the pool itself, also on a connection used before', async () => {
    await transport.send(outgoingMail());
    server.next(dropAfterFinalDot);
    expect(await transport.send(outgoingMail())).toMatchObject({ kind: 'ambiguous' });
    expect(server.mails).toHaveLength(2);
  });
});

describe('the pool', () => {
  it('takes another connection when the server had closed the idle one', async () => {
    const before = server.connectionCount;
    await transport.send(outgoingMail());
    server.next(dropBeforeData);
    expect(await transport.send(outgoingMail())).toMatchObject({ kind: 'accepted' });
    expect(server.mails).toHaveLength(2);
    expect(server.connectionCount - before).toBe(2);
  });

  it('recovers after each kind of failure', async () => {
    server.next(dropBeforeData, dropDuringData, dropAfterFinalDot, refuse(550, 'no', 'RCPT'));
    const kinds: string[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) kinds.push((await transport.send(outgoingMail())).kind);
    expect(kinds).toEqual(['notSent', 'ambiguous', 'ambiguous', 'rejected', 'accepted']);
  });
});

describe('an answer cut off in the middle', () => {
  let raw: Server;
  /** Speaks SMTP up to DATA, then sends `last` after the final dot and closes. */
  const answering = async (last: string): Promise<string> => {
    raw = createServer((socket: Socket) => {
      socket.write('220 raw\r\n');
      let inContent = false;
      socket.on('data', (chunk: Buffer) => {
        const said = chunk.toString('latin1');
        if (inContent) {
          if (said.endsWith('\r\n.\r\n')) socket.end(last);
          return;
        }
        for (const line of said.split('\r\n').filter(Boolean)) {
          inContent = line === 'DATA';
          socket.write(inContent ? '354 go on\r\n' : '250 fine\r\n');
        }
      });
      socket.on('error', () => undefined);
    }).listen(0, '127.0.0.1');
    await once(raw, 'listening');
    return `smtp://127.0.0.1:${(raw.address() as AddressInfo).port}`;
  };
  afterEach(() => raw.close());

  it.each([
    ['250 tak', { kind: 'ambiguous' }],
    ['55', { kind: 'ambiguous' }],
    ['250-first line\r\n', { kind: 'ambiguous' }],
    ['', { kind: 'ambiguous' }],
    ['999 what\r\n', { kind: 'ambiguous' }],
    ['354 what\r\n', { kind: 'ambiguous' }],
    ['554 5.7.1 refu', { kind: 'rejected', permanent: true, smtpCode: 554 }],
    ['250 taken\r\n', { kind: 'accepted', response: '250 taken' }],
  ])('%j', async (last, outcome) => {
    transportTo(await answering(last));
    expect(await transport.send(outgoingMail())).toMatchObject(outcome);
  });
});

describe('verify', () => {
  it('passes on a server that greets', async () => {
    await expect(transport.verify()).resolves.toBeUndefined();
  });

  it('fails with a code, without the password', async () => {
    transportTo(`smtp://office:s3cret@127.0.0.1:${await freePort()}`);
    await expect(transport.verify()).rejects.toMatchObject({
      code: 'MAIL_SERVER_UNUSABLE',
      message: expect.not.stringContaining('s3cret'),
    });
  });
});

it.each(['', 'http://example.gov.tw', 'smtp://', 'mail.example.gov.tw:25', 'smtp://u:s3cret@host:99999999'])(
  'refuses the URL %j without repeating it',
  (url) => {
    expect(errorOf(() => transportTo(url))).toMatchObject({
      code: 'INVALID_SMTP_URL',
      message: expect.not.stringContaining('s3cret'),
    });
  },
);

it('throws for a mail that no server could take', async () => {
  await expect(transport.send(outgoingMail({ to: { name: '', address: 'nobody' } }))).rejects.toMatchObject({
    code: 'INVALID_MAIL',
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
