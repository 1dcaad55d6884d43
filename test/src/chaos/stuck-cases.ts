import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseWorkflowId, dispatchWorkflowId, lanes, noticeSnapshotQuery } from '@xiangaitong/contracts';
import { historyText } from '../history-file.fixture';
import type { ChaosSystem } from './chaos-system';
import type { CaseEvidence } from './evidence';
import { overdue } from './recovery';
import type { Violation } from './violation';

/** A workflow task that has been tried so often fails each time. */
const FAILING_ATTEMPTS = 3;

/**
 * Asks the engine of every open case: it answers, knows as much as the register, and its workflow task does not
 * fail. Of closed ones: they ended well. The history of each that is stuck is kept in `record`.
 */
export async function stuckCases(
  system: ChaosSystem,
  cases: readonly CaseEvidence[],
  record: string,
): Promise<readonly Violation[]> {
  const stuck: Violation[] = [];
  for (const one of cases) {
    const why = await whyStuck(system, one).catch((error: unknown) => String(error));
    if (why === undefined) continue;
    const workflowId = caseWorkflowId(one.kind, one.id);
    stuck.push({ kind: 'stuckCase', what: `${workflowId}: ${why}` });
    await keepHistory(system, workflowId, record).catch((error: unknown) =>
      stuck.push({ kind: 'stuckCase', what: `${workflowId} has no history: ${String(error)}` }),
    );
  }
  for (const id of await overdue(system)) stuck.push({ kind: 'stuckCase', what: `${id}: overdue` });
  const { workflow } = await system.engine();
  for (const lane of lanes) {
    const { status } = await workflow.getHandle(dispatchWorkflowId(lane)).describe();
    if (status.name !== 'RUNNING') stuck.push({ kind: 'stuckCase', what: `lane ${lane}: ${status.name}` });
  }
  return stuck;
}

async function keepHistory(system: ChaosSystem, workflowId: string, record: string): Promise<void> {
  const { workflow } = await system.engine();
  const history = await workflow.getHandle(workflowId).fetchHistory();
  const folder = join(record, 'histories');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${workflowId.replace('/', '-')}.json`), historyText({ workflowId, history }));
}

async function whyStuck(
  system: ChaosSystem,
  { kind, id, closed }: CaseEvidence,
): Promise<string | undefined> {
  const { workflow } = await system.engine();
  const handle = workflow.getHandle(caseWorkflowId(kind, id));
  const { status, raw } = await handle.describe();
  if (closed)
    return status.name === 'COMPLETED' ? undefined : `closed in the register, ${status.name} in the engine`;
  if (status.name !== 'RUNNING') return `open in the register, ${status.name} in the engine`;
  const attempt = raw.pendingWorkflowTask?.attempt ?? 0;
  if (attempt >= FAILING_ATTEMPTS) return `its workflow task has been tried ${attempt} times`;
  // Both kinds answer to the same name, and `seq` is all that is read here. It may move between the two looks.
  for (let look = 0; look < 5; look += 1) {
    const { seq } = await handle.query(noticeSnapshotQuery);
    const rows = await system.register.query<{ seq: number }[]>(`SELECT seq FROM ${kind}s WHERE id = ?`, [
      id,
    ]);
    if (rows[0]?.seq === seq) return undefined;
  }
  return 'its workflow is not where the register is';
}
