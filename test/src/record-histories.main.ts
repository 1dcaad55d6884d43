import { noticePage, suspensionPage } from '@xiangaitong/contracts';
import { writeHistories, type KeptHistory } from './history-file.fixture';
import { caseFile, DAY_A_SECOND, System } from './system.fixture';

/** Plays seed 002 on the real server and keeps the histories of its workflows, whole. */
async function main(): Promise<void> {
  const system = await System.start({ scale: DAY_A_SECOND });
  try {
    console.log(await system.play(caseFile('seed-002')));
    const [notice] = (await system.api.get('/notices', noticePage)).entries;
    const [suspension] = (await system.api.get('/suspensions', suspensionPage)).entries;
    if (notice === undefined || suspension === undefined) throw new Error('The case has left no trace');
    const histories: KeptHistory[] = [];
    for (const [name, workflowId] of [
      ['seed-002-notice', `notice/${notice.id}`],
      ['seed-002-suspension', `suspension/${suspension.id}`],
      ['seed-002-lane-ordinary', 'dispatch/ordinary'],
      ['seed-002-lane-suspension', 'dispatch/suspension'],
    ] as const) {
      const history = await system.temporal.workflow.getHandle(workflowId).fetchHistory();
      histories.push({ name, workflowId, history });
      console.log(`${name}: ${history.events?.length ?? 0} events`);
    }
    writeHistories(histories);
  } finally {
    await system.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
