import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
// First: the model reads it when it is loaded.
import './lifecycle-seed.fixture';
import { noticeIn } from '../notice/notice.fixture';
import { suspensionIn } from '../suspension/suspension.fixture';
import { lifecyclePage } from './lifecycle-page.fixture';
import { watchPlays } from './lifecycle-watch.fixture';
// Its cases are played here too, under one seed, and watched.
import './model.spec';

const PAGE = join(__dirname, '../../../../docs/lifecycle.md');

const seen = watchPlays();

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
