import { readdirSync } from 'node:fs';
import { noticePage, suspensionPage } from '@xiangaitong/contracts';
import type { SystemApi } from './api-client.fixture';
import { casesFolder } from './system.fixture';

/** The scripts that are played in the real processes, where no time is skipped; the others are played where it is. */
export const playedForReal = ['seed-002', 'emergency-ratification-refused', 'email-confirmed-by-telephone'];

/** Every script of docs/cases, by name; a new file is found by itself. */
export const scripts = readdirSync(casesFolder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''));

/** What is still open once a script has been played to its end: of its cases, and of what people were asked to do. */
export async function leftOpen(api: SystemApi): Promise<readonly string[]> {
  const { entries: notices } = await api.get('/notices', noticePage);
  const { entries: suspensions } = await api.get('/suspensions', suspensionPage);
  const cases = [...notices, ...suspensions];
  if (cases.length === 0) throw new Error('The script has left no case');
  const tasks = (await Promise.all(cases.map(({ id }) => api.tasks(id)))).flat();
  return [
    ...cases.filter(({ closed }) => !closed).map(({ caseNumber, phase }) => `${caseNumber} ${phase}`),
    ...tasks
      .filter(({ state }) => state === 'open')
      .map(({ task, letter }) => (letter === undefined ? task : `${task} ${letter.template}`)),
  ];
}
