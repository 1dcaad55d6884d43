import { noticePage, timelineView } from '@xiangaitong/contracts';
import { fold, noticeCore, type RecordedNoticeEvent } from '@xiangaitong/domain';
import { createDataSource, RegisterRepository } from '@xiangaitong/persistence';
import { issue } from './cases.fixture';
import { fullScans, plansOf, rowsReadFor } from './explain.fixture';
import { fillWithNotices } from './many-notices.fixture';
import { explainedAt, looksAt, type Samples } from './register-looks.fixture';
import { samplesOf } from './register-samples.fixture';
import { people, REAL_TIME, System } from './system.fixture';

// The server shares a small machine with everything else.
jest.setTimeout(300_000);

const CENTRE = '395000000X';
/** More than are played, so that some are copies. */
const NOTICES = 4_000;
/** Rows that a page of fifty may read: one more than it shows, by key and then once by itself. */
const PAGE_READS = 2 * 51;

describe('a register with thousands of notices', () => {
  let system: System;
  let samples: Samples;
  beforeAll(async () => {
    system = await System.start({ scale: REAL_TIME });
    await system.enterDirectory();
    const trackers = ['p-lin', 'p-wang'];
    await fillWithNotices(system.register, { tenant: CENTRE, trackers, count: NOTICES, now: system.now() });
    samples = await samplesOf(system);
  });
  afterAll(() => system.stop());

  const ids = async (query: string): Promise<readonly string[]> => {
    const all: string[] = [];
    let after = '';
    do {
      const page = await system.api.get(`/notices?${query}&limit=100${after}`, noticePage);
      all.push(...page.entries.map(({ id }) => id));
      after = page.next === undefined ? '' : `&after=${page.next}`;
    } while (after !== '');
    return all;
  };

  it('holds streams that fold, of cases that were played and of copies', async () => {
    const register = new RegisterRepository(system.register);
    const rows = await system.register.query<{ id: string; phase: string; seq: number }[]>(
      'SELECT id, phase, seq FROM notices WHERE id LIKE ? UNION SELECT id, phase, seq FROM notices WHERE id LIKE ?',
      ['%-0000-4000-8000-00000000003_', '%-0001-4000-8000-00000000003_'],
    );
    expect(rows).toHaveLength(32);
    for (const { id, phase, seq } of rows) {
      const { events } = await register.loadCase('notice', id);
      expect(events).toHaveLength(seq);
      expect(fold(noticeCore, events as unknown as RecordedNoticeEvent[]).phase).toBe(phase);
    }
  });

  it.each([['勒索軟體'], ['太空船'], ['北區 巨集'], ['限改-115-001-00']])(
    'finds of %s what a comparison finds',
    async (q) => {
      const words = q.split(' ');
      const expected = await system.register.query<{ id: string }[]>(
        `SELECT case_id AS id FROM search_texts WHERE case_kind = 'notice'${words.map(() => ' AND text LIKE ?').join('')} ORDER BY 1`,
        words.map((word) => `%${word}%`),
      );
      expect(await ids(`q=${encodeURIComponent(q)}`)).toEqual(expected.map(({ id }) => id));
    },
  );

  it('finds what every notice says, all of them, and at once what has just been submitted', async () => {
    const id = await issue(system);
    const found = await ids(`q=${encodeURIComponent('公文')}`);
    expect([found.length, new Set(found).size, found.includes(id)]).toEqual([NOTICES + 1, NOTICES + 1, true]);
  });

  it('answers every look that is measured', async () => {
    for (const { path, actor = people.supervisor } of looksAt(samples)) {
      const response = await fetch(`${system.api.url}/api/v1${path}`, { headers: { 'x-actor': actor } });
      expect([path, response.status]).toEqual([path, 200]);
    }
    const timeline = await system.api.get(`/notices/${samples.noticeId}/timeline`, timelineView);
    expect(timeline.entries.length).toBeGreaterThan(1);
  });

  it('reads as many rows as the page or the find needs, and no more for a larger register', async () => {
    const alone = createDataSource({ url: system.database.url, poolSize: 1, migrationsRun: false });
    await alone.initialize();
    try {
      const over: unknown[] = [];
      for (const one of explainedAt(CENTRE, samples, system.now())) {
        const read = await rowsReadFor(alone, one);
        if (read > (one.readsAtMost ?? PAGE_READS)) over.push([one.name, read]);
      }
      expect(over).toEqual([]);
    } finally {
      await alone.destroy();
    }
  });

  it('reads no large table whole', async () => {
    for (const one of explainedAt(CENTRE, samples, system.now())) {
      const plans = await plansOf(system.register, one);
      expect(plans.length).toBeGreaterThan(0);
      expect([one.name, fullScans(plans)]).toEqual([one.name, []]);
    }
  });
});
