import { caseFile, DAY_A_SECOND, System } from './system.fixture';

/** Plays one script of docs/cases in the product's own processes, by its name, and prints the story. */
async function main(): Promise<void> {
  const [name] = process.argv.slice(2);
  if (name === undefined) throw new Error('Usage: node play-case.main.js <name of a script in docs/cases>');
  const system = await System.start({ scale: DAY_A_SECOND });
  try {
    console.log(await system.play(caseFile(name)));
    const errors = [...system.worker.errors, ...system.apiProcess.errors];
    if (errors.length > 0) throw new Error(`The processes logged errors:\n${errors.join('\n')}`);
  } finally {
    await system.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
