import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { CapturingSmtpServer } from './capturing-smtp-server';
import {
  accept,
  dropAfterFinalDot,
  dropBeforeData,
  dropConnection,
  dropDuringData,
  hang,
  refuse,
  refuseConnection,
} from './smtp-behaviour';

/** A client that says one line and reads the answer, so that these tests depend on no mail library. */
class RawClient {
  private readonly reader: Interface;
  private readonly lines: AsyncIterator<string>;

  private constructor(private readonly socket: Socket) {
    socket.on('error', () => undefined);
    this.reader = createInterface({ input: socket });
    this.lines = this.reader[Symbol.asyncIterator]();
  }

  static async to(server: CapturingSmtpServer): Promise<RawClient> {
    const socket = createConnection(server.port, '127.0.0.1');
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  /** The code of the next answer, or `closed`. */
  async answer(): Promise<number | 'closed'> {
    for (;;) {
      const line = await this.lines.next();
      if (line.done === true) return 'closed';
      if (line.value[3] !== '-') return Number(line.value.slice(0, 3));
    }
  }

  async say(line: string): Promise<number | 'closed'> {
    this.socket.write(`${line}\r\n`);
    return this.answer();
  }

  /** Sends one mail, and returns the last answer got. */
  async mail(subject: string, to = 'b@example.gov.tw'): Promise<number | 'closed'> {
    const content = `From: a@example.gov.tw\r\nTo: ${to}\r\nSubject: ${subject}\r\n\r\n內容\r\n..點\r\n.`;
    for (const line of ['RSET', 'MAIL FROM:<a@example.gov.tw>', `RCPT TO:<${to}>`, 'DATA']) {
      const answer = await this.say(line);
      if (answer === 'closed' || answer >= 400) return answer;
    }
    return this.say(content);
  }

  end(): void {
    this.reader.close();
    this.socket.destroy();
  }
}

async function greeted(server: CapturingSmtpServer): Promise<RawClient> {
  const client = await RawClient.to(server);
  expect(await client.answer()).toBe(220);
  expect(await client.say('EHLO test')).toBe(250);
  return client;
}

let dir: string;
let server: CapturingSmtpServer;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xgt-mail-'));
  server = await CapturingSmtpServer.start({ dir });
});
afterEach(async () => {
  await server.stop();
  rmSync(dir, { recursive: true });
});

it('keeps a mail: envelope, bytes, parsed, and as a file', async () => {
  const client = await greeted(server);
  expect(await client.mail('主旨一')).toBe(250);
  const [mail] = server.mails;
  expect(mail?.envelope).toEqual({ from: 'a@example.gov.tw', to: ['b@example.gov.tw'] });
  expect(mail?.raw.toString()).toContain('\r\n.點');
  expect(mail?.parsed.subject).toBe('主旨一');
  expect(mail?.file).toBe(join(dir, '0001.eml'));
  expect(readFileSync(join(dir, '0001.eml')).equals(mail?.raw ?? Buffer.alloc(0))).toBe(true);
});

it('goes on numbering after a restart', async () => {
  await (await greeted(server)).mail('one');
  await server.stop();
  server = await CapturingSmtpServer.start({ dir, keep: false });
  await (await greeted(server)).mail('two');
  expect(readdirSync(dir).sort()).toEqual(['0001.eml', '0002.eml']);
  expect(server.mails).toHaveLength(0);
});

describe('waiting', () => {
  it('finds a mail that is there and one that comes later', async () => {
    const client = await greeted(server);
    await client.mail('one');
    expect((await server.waitFor(({ parsed }) => parsed.subject === 'one')).parsed.subject).toBe('one');
    const later = server.waitFor(({ parsed }) => parsed.subject === 'three');
    await client.mail('two');
    await client.mail('three');
    expect((await later).parsed.subject).toBe('three');
    expect(await server.waitForCount(3)).toHaveLength(3);
  });

  it('tells which mails did come', async () => {
    await (await greeted(server)).mail('something else');
    await expect(server.waitFor(() => false, 20)).rejects.toMatchObject({
      code: 'WAIT_TIMEOUT',
      message: expect.stringContaining('b@example.gov.tw: something else'),
    });
  });
});

describe('misbehaving', () => {
  it.each([
    ['refuses at RCPT', refuse(550, 'no', 'RCPT'), 550, 0],
    ['refuses the content', refuse(451, 'later'), 451, 0],
    ['drops before DATA', dropBeforeData, 'closed', 0],
    ['drops during DATA', dropDuringData, 'closed', 0],
    ['drops after the final dot, the mail kept', dropAfterFinalDot, 'closed', 1],
  ] as const)('%s', async (_, behaviour, answer, kept) => {
    server.next(behaviour);
    expect(await (await greeted(server)).mail('x')).toBe(answer);
    expect(server.mails).toHaveLength(kept);
    expect(readdirSync(dir)).toHaveLength(kept);
    expect(await (await greeted(server)).mail('next')).toBe(250);
  });

  it.each([
    ['drops the connection', dropConnection, 'closed'],
    ['refuses the connection', refuseConnection(554, 'no service'), 554],
  ] as const)('%s', async (_, behaviour, answer) => {
    server.next(behaviour);
    expect(await (await RawClient.to(server)).answer()).toBe(answer);
    await greeted(server);
  });

  it.each([
    ['DATA', 1],
    ['RCPT', 0],
  ] as const)('hangs at %s until the client leaves', async (at, kept) => {
    server.next(hang(at));
    const client = await greeted(server);
    const answer = client.mail('x');
    if (kept === 1) await server.waitForCount(1);
    // Another connection is served meanwhile; the hanging one is still without an answer after that.
    expect(await (await greeted(server)).mail('other')).toBe(250);
    expect(await Promise.race([answer, Promise.resolve('silent')])).toBe('silent');
    client.end();
    expect(await answer).toBe('closed');
    expect(server.mails).toHaveLength(kept + 1);
  });

  it('takes the queue in order, one behaviour a message, and then the rule', async () => {
    const client = await greeted(server);
    server.always(({ to }) => (to[0] === 'gone@example.gov.tw' ? refuse(550, 'gone', 'RCPT') : accept));
    server.next(refuse(450, 'later', 'RCPT'), refuse(452, 'full'));
    expect(await client.mail('1')).toBe(450);
    expect(await client.mail('2')).toBe(452);
    expect(await client.mail('3')).toBe(250);
    expect(await client.mail('4', 'gone@example.gov.tw')).toBe(550);
    server.clear();
    expect(server.mails).toHaveLength(0);
    expect(await client.mail('5', 'gone@example.gov.tw')).toBe(250);
    expect(server.connectionCount).toBe(1);
  });
});

it('cuts connections and goes on listening; stop ends both at once', async () => {
  const client = await greeted(server);
  server.dropConnections();
  expect(await client.answer()).toBe('closed');
  const { port } = server;
  const other = await greeted(server);
  await server.stop();
  expect(await other.answer()).toBe('closed');
  const refused = createConnection(port, '127.0.0.1');
  await expect(once(refused, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('fails to start on a port that is taken', async () => {
  await expect(CapturingSmtpServer.start({ port: server.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
