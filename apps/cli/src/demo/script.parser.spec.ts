import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemView } from '@xiangaitong/contracts';
import { FileError } from '../directory/json-file.parser';
import { readScript } from './script.parser';

const folder = join(__dirname, '../../../../docs/cases');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

describe('a script of docs/cases', () => {
  const page = readFileSync(join(folder, 'README.md'), 'utf8');
  const { code } = problemView.shape;

  it.each(files)('%s: can be read, refuses by codes that there are, and is on the page', async (file) => {
    const script = await readScript(join(folder, file));
    expect(script.directory.people.length).toBeGreaterThan(0);
    const refusals = script.steps.flatMap((step) => ('refusal' in step ? [step.refusal] : []));
    expect(refusals.filter((refusal) => !code.safeParse(refusal).success)).toEqual([]);
    const told = page.split('\n').find((line) => line.startsWith('| [') && line.includes(`(${file})`));
    for (const part of [script.title, ...refusals.map((refusal) => `\`${refusal}\``)])
      expect(told).toContain(part);
  });
});

describe('a script that cannot be used', () => {
  let own: string;
  const write = (script: unknown): string => {
    const file = join(own, 'script.json');
    writeFileSync(file, JSON.stringify(script));
    return file;
  };
  const steps = [{ say: '結案', await: 'NoticeClosed' }];

  beforeAll(() => {
    own = mkdtempSync(join(tmpdir(), 'script-'));
  });
  afterAll(() => rmSync(own, { recursive: true }));

  it('names the directory that is not there', async () => {
    const file = write({ title: '案', directory: 'nowhere.json', steps });
    await expect(readScript(file)).rejects.toThrow(/nowhere\.json/);
  });

  it('names the step that does not fit', async () => {
    const directory = { organisations: [], people: [] };
    const wrong = [...steps, { say: '錯', as: 'p-lin:tracker', do: 'dance' }];
    const error: unknown = await readScript(write({ title: '案', directory, steps: wrong })).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(FileError);
    expect(String(error)).toContain('steps[1]');
  });
});
