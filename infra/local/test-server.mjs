/**
 * The time-skipping test server, in which ninety days pass in a second. The
 * Temporal SDK would download it by itself, unpinned and on every new machine;
 * through Maven it is pinned, checked, and comes from the mirror that the
 * developer has set up.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, canAptInstall } from './apt.mjs';
import { withLock } from './locks.mjs';
import { cacheDir, localDir } from './paths.mjs';
import { Problem } from './problem.mjs';
import { say, withProgress } from './say.mjs';
import { onPath } from './tools.mjs';

export const TEST_SERVER_VERSION = '1.32.0';

const DEPENDENCIES = [
  ['io.temporal', 'temporal-test-server', TEST_SERVER_VERSION],
  // The server needs a transport and a logger and brings neither.
  ['io.grpc', 'grpc-netty-shaded', '1.75.0'],
  ['org.slf4j', 'slf4j-nop', '2.0.16'],
];

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId>
  <artifactId>temporal-test-server</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
${DEPENDENCIES.map(
  ([group, artifact, version]) =>
    `    <dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
).join('\n')}
  </dependencies>
  <build><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId>
    <artifactId>maven-dependency-plugin</artifactId>
    <version>3.8.1</version>
  </plugin></plugins></build>
</project>
`;

/** Tests start it often and briefly: one core's worth of compiler and a small heap start it faster. */
const SCRIPT = `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx512m \\
  -cp "$here/jars/*" io.temporal.testserver.TestServer "$@"
`;

/**
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @returns {Promise<string>} path of a program that takes a port and serves there
 * @throws {Problem} naming the ways out
 */
export async function ensureTestServer(supervisor) {
  if (process.env.TEMPORAL_TEST_SERVER) return process.env.TEMPORAL_TEST_SERVER;
  const dir = join(cacheDir, `temporal-test-server-${TEST_SERVER_VERSION}`);
  const script = join(dir, 'temporal-test-server');
  if (existsSync(script) && onPath('java')) return script;
  await withLock(`${dir}.lock`, 'Time-skipping server', async () => {
    await ensureJava(supervisor, !existsSync(script));
    if (existsSync(script)) return;
    say('Time-skipping server: fetching with Maven');
    const work = `${dir}.new`;
    rmSync(work, { recursive: true, force: true }); // Of one that was killed.
    mkdirSync(work, { recursive: true });
    try {
      writeFileSync(join(work, 'pom.xml'), POM);
      await fetchJars(supervisor, work);
      writeFileSync(join(work, 'temporal-test-server'), SCRIPT);
      chmodSync(join(work, 'temporal-test-server'), 0o755);
      renameSync(work, dir);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    say('Time-skipping server: ready');
  });
  return script;
}

async function fetchJars(supervisor, dir) {
  await withProgress(
    'Time-skipping server: fetching',
    supervisor.run({
      name: 'maven',
      command: 'mvn',
      args: ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${join(dir, 'jars')}`],
      cwd: dir,
      log: join(localDir, 'logs', 'maven.log'),
      failed: 'The time-skipping test server could not be fetched with Maven',
      remedy: 'see .local/logs/maven.log, or set TEMPORAL_TEST_SERVER to one you have',
    }),
    15_000,
  );
  const jars = existsSync(join(dir, 'jars')) ? readdirSync(join(dir, 'jars')) : [];
  if (!jars.some((name) => name.startsWith('temporal-test-server'))) {
    throw new Problem('Maven fetched no test server', 'set TEMPORAL_TEST_SERVER to one you have');
  }
}

async function ensureJava(supervisor, withMaven) {
  const missing = [
    ...(onPath('java') ? [] : ['default-jre-headless']),
    ...(withMaven && !onPath('mvn') ? ['maven'] : []),
  ];
  if (missing.length === 0) return;
  if (!canAptInstall()) {
    throw new Problem(
      `The workflow tests need ${missing.includes('maven') ? 'Java and Maven' : 'Java'}`,
      `install ${missing.join(' and ')} (Debian: sudo apt-get install ${missing.join(' ')}), ` +
        'or set TEMPORAL_TEST_SERVER to a time-skipping server you have',
    );
  }
  say(`Time-skipping server: installing ${missing.join(' and ')} with apt-get`);
  await aptInstall(supervisor, 'Java', [missing]);
}
