import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
// First: the model reads it when it is loaded.
import './lifecycle-seed.fixture';
import { noticeIn } from '../notice/notice.fixture';
import { suspensionIn } from '../suspension/suspension.fixture';
import { isLetterTemplate, letterCatalogue } from './letter-catalogue';
import { departuresFromCatalogue, watchLetters } from './letter-watch.fixture';
import { lifecyclePage } from './lifecycle-page.fixture';
import { watchPlays } from './lifecycle-watch.fixture';
// Its cases are played here too, under one seed, and watched.
import './model.spec';

const PAGE = join(__dirname, '../../../../docs/lifecycle.md');

const seen = watchPlays();
const letters = watchLetters();

describe('docs/lifecycle.md', () => {
  it('says what the core does now', () => {
    for (const walk of [...Object.values(noticeIn), ...Object.values(suspensionIn)]) {
      const play = walk();
      play.wake(play.now);
    }
    const page = lifecyclePage(seen);
    if (process.env['LIFECYCLE'] === 'write') writeFileSync(PAGE, page);
    if (readFileSync(PAGE, 'utf8') !== page) {
      throw new Error(
        'docs/lifecycle.md is not what the core does now: run `npm run lifecycle`, and read the difference',
      );
    }
  });
});

describe('the catalogue of letters', () => {
  it('says of every letter of the core to whom it goes and what it has', () => {
    expect(departuresFromCatalogue(letters)).toEqual([]);
    const to = letters.map(({ template, recipient }) => `${template} → ${recipient.party}`);
    const said = Object.entries(letterCatalogue).flatMap(([template, spec]) =>
      spec.to.map((party) => `${template} → ${party}`),
    );
    expect([...new Set(to)].sort()).toEqual(said.sort());
  });

  it('knows its letters by name', () => {
    expect(['noticeIssued', 'toString', ''].map(isLetterTemplate)).toEqual([true, false, false]);
  });
});
