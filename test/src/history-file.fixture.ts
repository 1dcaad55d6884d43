import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';

const { History } = temporal.api.history.v1;
export type History = temporal.api.history.v1.IHistory;

// Beside `src` as beside `dist`.
const folder = join(__dirname, '../replay/histories');

/** A workflow's history as a file: JSON with enums by name, bytes in base64, one event a line. */
export interface KeptHistory {
  readonly name: string;
  readonly workflowId: string;
  readonly history: History;
}

/**
 * Replaces all kept histories. Not `historyToJSON` of the SDK: its copy of protobufjs and that of
 * `@temporalio/proto` are two where npm does not hoist them, and it then refuses its own types.
 */
export function writeHistories(histories: readonly KeptHistory[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, workflowId, history } of histories) {
    const plain = History.toObject(History.fromObject(history), {
      longs: String,
      enums: String,
      bytes: String,
    });
    const events: readonly unknown[] = plain['events'];
    const lines = events.map((event) => JSON.stringify(event)).join(',\n');
    writeFileSync(
      join(folder, `${name}.json`),
      `{"workflowId":${JSON.stringify(workflowId)},"events":[\n${lines}\n]}\n`,
    );
  }
}

export function readHistories(): KeptHistory[] {
  return readdirSync(folder).map((file) => {
    const { workflowId, events }: { workflowId: string; events: object[] } = JSON.parse(
      readFileSync(join(folder, file), 'utf8'),
    );
    return { name: file.replace(/\.json$/, ''), workflowId, history: History.fromObject({ events }) };
  });
}
