import { parseArgs } from 'node:util';
import { bounceRule } from './bounce-rule';
import { CapturingSmtpServer } from './capturing-smtp-server';

const usage = 'Usage: node mail-capture.main.js --port <port> --dir <folder>';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' }, dir: { type: 'string' } } });
  const port = Number(values.port);
  if (values.dir === undefined || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(usage);

  const server = await CapturingSmtpServer.start({ port, dir: values.dir, keep: false });
  server.always(bounceRule);
  const stop = (): void => {
    // Ends the process by leaving nothing to wait for, so that a mail being written is finished.
    void server.stop();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`listening on 127.0.0.1:${server.port}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
