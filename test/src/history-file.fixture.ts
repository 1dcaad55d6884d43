import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';

const { History } = temporal.api.history.v1;
export type History = temporal.api.history.v1.IHistory;

// Beside `src` as beside `dist`.
const folder = join(__dirname, '../replay/histories');

/** What the register holds of the case that a history belongs to, by type, in order. */
export interface RegisterTypes {
  readonly commands: readonly string[];
  readonly events: readonly string[];
}

/** One run of a workflow as a file: JSON with enums by name, bytes in base64, one event a line. */
export interface KeptHistory {
  /** What was played, then a full stop, then which of its workflows and runs this is: `seed-002.notice`. */
  readonly name: string;
  readonly workflowId: string;
  /** Of a case; absent for a workflow that is none. */
  readonly register?: RegisterTypes;
  readonly history: History;
}

/** What was played. */
export const pathOf = ({ name }: Pick<KeptHistory, 'name'>): string => name.slice(0, name.indexOf('.'));

const filesOf = (belongs: (path: string) => boolean): string[] =>
  readdirSync(folder).filter((file) => belongs(pathOf({ name: file })));

/** Replaces what is kept of one path. */
export function writeHistories(path: string, histories: readonly KeptHistory[]): void {
  mkdirSync(folder, { recursive: true });
  for (const file of filesOf((other) => other === path)) rmSync(join(folder, file));
  for (const { name, ...kept } of histories) writeFileSync(join(folder, `${name}.json`), historyText(kept));
}

/**
 * Not `historyToJSON` of the SDK: its copy of protobufjs and that of `@temporalio/proto` are two where npm does not
 * hoist them, and it then refuses its own types.
 */
export function historyText({ workflowId, register, history }: Omit<KeptHistory, 'name'>): string {
  const plain = History.toObject(History.fromObject(history), {
    longs: String,
    enums: String,
    bytes: String,
  });
  const events: readonly unknown[] = plain['events'];
  const lines = events.map((event) => JSON.stringify(event)).join(',\n');
  const head = JSON.stringify({ workflowId, ...(register === undefined ? {} : { register }) });
  return `${head.slice(0, -1)},"events":[\n${lines}\n]}\n`;
}

/** Removes what belongs to a path that is not played any more. */
export function dropHistoriesExcept(paths: readonly string[]): void {
  for (const file of filesOf((path) => !paths.includes(path))) rmSync(join(folder, file));
}

export function readHistories(): KeptHistory[] {
  return readdirSync(folder).map((file) => {
    const { events, ...head }: Omit<KeptHistory, 'name' | 'history'> & { events: object[] } = JSON.parse(
      readFileSync(join(folder, file), 'utf8'),
    );
    return { ...head, name: file.replace(/\.json$/, ''), history: History.fromObject({ events }) };
  });
}
