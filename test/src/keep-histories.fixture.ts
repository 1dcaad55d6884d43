import {
  calendarKeeperWorkflowId,
  caseWorkflowId,
  dispatchWorkflowId,
  handOverWorkflowId,
} from '@xiangaitong/contracts';
import type { CaseKind, Lane } from '@xiangaitong/domain';
import { waitUntil } from '@xiangaitong/testing';
import type { History, KeptHistory, RegisterTypes } from './history-file.fixture';
import type { System } from './system.fixture';

/** What runs beside the cases for as long as the product does, by the part of a file's name. */
const forEver = {
  'hand-overs': handOverWorkflowId,
  'calendar-keeper': calendarKeeperWorkflowId,
  'lane-ordinary': dispatchWorkflowId('ordinary'),
  'lane-suspension': dispatchWorkflowId('suspension'),
  'lane-emergency': dispatchWorkflowId('emergency'),
} as const satisfies Record<string, string> & Record<`lane-${Lane}`, string>;

export type ForEver = keyof typeof forEver;

/**
 * The histories of every case that a system holds, each to its end, and of the named workflows that never end.
 * @throws TestingError when a case does not come to its end
 */
export async function historiesOf(
  system: System,
  path: string,
  others: readonly ForEver[] = [],
): Promise<KeptHistory[]> {
  const kept: KeptHistory[] = [];
  for (const kind of ['notice', 'suspension'] as const) {
    const rows = await system.register.query<{ id: string }[]>(
      `SELECT id FROM ${kind}s ORDER BY case_number`,
    );
    for (const [index, { id }] of rows.entries())
      kept.push(...(await runsOf(system, kind, id, `${path}.${kind}${index === 0 ? '' : `-${index + 1}`}`)));
  }
  for (const name of others) {
    const workflowId = forEver[name];
    const history = await system.temporal.workflow.getHandle(workflowId).fetchHistory();
    kept.push({ name: `${path}.${name}`, workflowId, history });
  }
  return kept;
}

/** Every run of one case, the first first. */
async function runsOf(system: System, kind: CaseKind, caseId: string, name: string): Promise<KeptHistory[]> {
  const workflowId = caseWorkflowId(kind, caseId);
  const { workflow } = system.temporal;
  await waitUntil(async () => (await workflow.getHandle(workflowId).describe()).status.name === 'COMPLETED', {
    timeoutMs: 60_000,
    what: `${workflowId} to have come to its end`,
    intervalMs: 250,
  });
  const register = await registerTypes(system, kind, caseId);
  const runs: History[] = [];
  for (let runId: string | undefined = ''; runId !== undefined;) {
    const history: History = await workflow.getHandle(workflowId, runId || undefined).fetchHistory();
    runs.unshift(history);
    const [started] = history.events ?? [];
    // Absent or empty in the first run.
    runId = started?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
  }
  return runs.map((history, index) => ({
    name: runs.length === 1 ? name : `${name}-run-${index + 1}`,
    workflowId,
    register,
    history,
  }));
}

async function registerTypes(system: System, kind: CaseKind, caseId: string): Promise<RegisterTypes> {
  const typesOf = async (sql: string): Promise<readonly string[]> =>
    (await system.register.query<{ type: string }[]>(sql, [kind, caseId])).map(({ type }) => type);
  return {
    commands: await typesOf(
      'SELECT type FROM commands WHERE case_kind = ? AND case_id = ? ORDER BY recorded_at, command_id',
    ),
    events: await typesOf('SELECT type FROM events WHERE stream_kind = ? AND stream_id = ? ORDER BY seq'),
  };
}
