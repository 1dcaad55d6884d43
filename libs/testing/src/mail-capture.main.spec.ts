import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { transformFileSync } from '@swc/core';

// A real process: compiled here, beside node_modules, so that the spec never runs a stale dist.
const results = join(__dirname, '../test-results');
let folder: string;
let child: ChildProcess | undefined;

beforeAll(() => {
  mkdirSync(results, { recursive: true });
  folder = mkdtempSync(join(results, 'mail-capture-'));
  for (const name of readdirSync(__dirname).filter((file) => /^(?!.*\.spec\.).*\.ts$/.test(file))) {
    const { code } = transformFileSync(join(__dirname, name), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
      swcrc: false,
    });
    writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), code);
  }
});
afterEach(() => child?.kill('SIGKILL'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): ChildProcess {
  child = spawn(process.execPath, [join(folder, 'mail-capture.main.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return child;
}

it('says that it listens, writes mails, and ends on SIGTERM', async () => {
  const dir = join(folder, 'mails');
  const server = run('--port', '0', '--dir', dir);
  const [listening] = await once(createInterface({ input: server.stdout ?? process.stdin }), 'line');
  expect(listening).toMatch(/^listening on 127\.0\.0\.1:\d+$/);

  const socket = createConnection(Number(String(listening).split(':')[1]), '127.0.0.1');
  await once(socket, 'data');
  socket.write(
    'HELO x\r\nMAIL FROM:<a@b.tw>\r\nRCPT TO:<c@d.tw>\r\nDATA\r\nSubject: x\r\n\r\ny\r\n.\r\nQUIT\r\n',
  );
  socket.resume();
  await once(socket, 'close');
  expect(readFileSync(join(dir, '0001.eml'), 'utf8')).toBe('Subject: x\r\n\r\ny\r\n');

  // An open connection must not keep it alive.
  const idle = createConnection(Number(String(listening).split(':')[1]), '127.0.0.1');
  await once(idle, 'data');
  server.kill('SIGTERM');
  const [code] = await once(server, 'exit');
  expect(code).toBe(0);
});

it.each([[[]], [['--port', '99999', '--dir', '/tmp']], [['--port', '0']], [['--nonsense']]])(
  'refuses %j',
  async (args) => {
    const server = run(...args);
    const [[code], [message]] = await Promise.all([
      once(server, 'exit'),
      once(server.stderr ?? process.stdin, 'data'),
    ]);
    expect(code).toBe(1);
    expect(String(message)).toMatch(/Usage|nonsense/);
  },
);
