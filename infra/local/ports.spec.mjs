import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { answers, HOST, parsePort, Ports } from './ports.mjs';

const claims = mkdtempSync(join(tmpdir(), 'xgt-spec-'));
after(() => rmSync(claims, { recursive: true }));

async function listening(greeting) {
  const server = createServer((socket) => greeting && socket.end(greeting)).listen(0, HOST);
  await once(server, 'listening');
  return { server, port: server.address().port };
}

test('the preferred port, if it is free', async () => {
  const { server, port } = await listening();
  await new Promise((done) => server.close(done));
  const ports = new Ports(claims);
  assert.equal(await ports.claim('X_PORT', { preferred: port, env: {} }), port);
  const neighbour = new Ports(claims);
  assert.notEqual(
    await neighbour.claim('X_PORT', { preferred: port, env: {} }),
    port,
    'claimed, though nobody listens yet',
  );
  ports.release();
  neighbour.release();
  assert.deepEqual(readdirSync(claims), []);
});

test('another one, if the preferred port is taken', async () => {
  const { server, port } = await listening();
  const ports = new Ports(claims);
  const got = await ports.claim('X_PORT', { preferred: port, env: {} });
  assert.notEqual(got, port);
  assert.ok(got > 0);
  ports.release();
  server.close();
});

test('a port that the developer named and that is taken is an error with its name', async () => {
  const { server, port } = await listening();
  await assert.rejects(new Ports(claims).claim('API_PORT', { env: { API_PORT: String(port) } }), (error) => {
    assert.match(
      error.message,
      new RegExp(`^Port ${port} \\(API_PORT\\) is taken by another program — stop`),
    );
    return true;
  });
  server.close();
});

test('what is not a port is refused', () => {
  assert.equal(parsePort('P', '65535'), 65_535);
  for (const bad of ['0', '65536', '-1', '3e3', ' 80', '80.5', 'http']) {
    assert.throws(() => parsePort('P', bad), /is not a port — give a whole number/);
  }
});

test('listening is not serving where the server speaks first', async () => {
  const silent = await listening();
  const speaking = await listening('hello');
  assert.equal(await answers(silent.port), true);
  assert.equal(await answers(silent.port, { greeting: true, timeoutMs: 100 }), false);
  assert.equal(await answers(speaking.port, { greeting: true }), true);
  silent.server.close();
  speaking.server.close();
  await once(speaking.server, 'close');
  assert.equal(await answers(speaking.port), false);
});
