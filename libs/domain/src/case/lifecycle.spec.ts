import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
// First: the model reads it when it is loaded.
import './lifecycle-seed.fixture';
import type { NoticeCommandType } from '../notice/commands';
import { noticeTable } from '../notice/notice-core';
import { noticeIn, type NoticePlay } from '../notice/notice.fixture';
import type { SuspensionCommandType } from '../suspension/commands';
import { suspensionTable } from '../suspension/suspension-core';
import { suspensionIn } from '../suspension/suspension.fixture';
import { isLetterTemplate, letterCatalogue } from './letter-catalogue';
import { departuresFromCatalogue, watchLetters } from './letter-watch.fixture';
import { lifecyclePage } from './lifecycle-page.fixture';
import { searchUnseen } from './lifecycle-search.fixture';
import { watchPlays, type WatchedPlay } from './lifecycle-watch.fixture';
// Its cases are played here too, under one seed, and watched.
import { noticeCommand, suspensionCommand } from './model.spec';

const PAGE = join(__dirname, '../../../../docs/lifecycle.md');

const seen = watchPlays();
const letters = watchLetters();

const commandOfNotice = (type: string, play: WatchedPlay, knob: number) =>
  noticeCommand(type as NoticeCommandType, { notice: play as unknown as NoticePlay }, play.now, knob);
const commandOfSuspension = (type: string, { now }: WatchedPlay, knob: number) =>
  suspensionCommand(type as SuspensionCommandType, now, knob);

/** These cells look at the case only to say which refusal it is. */
const onlyRefuse: readonly string[] = [
  'suspension notExecuted · PostponeSuspension',
  'suspension executing · RefuseRatification',
];

describe('docs/lifecycle.md', () => {
  it('says what the core does now', () => {
    for (const walk of [...Object.values(noticeIn), ...Object.values(suspensionIn)]) {
      const play = walk();
      play.wake(play.now);
    }
    const unseen = [
      ...searchUnseen(seen.notice, noticeTable, commandOfNotice).map((cell) => `notice ${cell}`),
      ...searchUnseen(seen.suspension, suspensionTable, commandOfSuspension).map(
        (cell) => `suspension ${cell}`,
      ),
    ];
    const unexpected = unseen.filter((cell) => !onlyRefuse.includes(cell));
    if (unexpected.length > 0) {
      throw new Error(
        `No case was met in which these accept: ${unexpected.join(', ')}. Let one get there: walk it in noticeIn ` +
          'or suspensionIn, or give its people in model.spec.ts (sensibleNotice, sensibleSuspension) the ' +
          'command. One that can only refuse is a cell `no(code)`, or belongs to onlyRefuse',
      );
    }
    // One of them that accepts by now is taken off the list.
    expect(unseen).toEqual(expect.arrayContaining([...onlyRefuse]));
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
