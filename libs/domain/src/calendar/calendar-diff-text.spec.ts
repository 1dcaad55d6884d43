import { diffCalendars } from './calendar-diff';
import { calendarDiffInChinese } from './calendar-diff-text';
import { calendarWithClosures } from './closure';
import type { WorkCalendar } from './working-calendar';

const before: WorkCalendar = {
  version: 'a',
  firstDay: '2026-01-01',
  lastDay: '2026-01-31',
  holidays: { '2026-01-01': '開國紀念日' },
  makeUpDays: { '2026-01-10': '補行上班' },
};

describe('a difference in Chinese', () => {
  it('says of each day what it was and is', () => {
    const after: WorkCalendar = {
      ...before,
      firstDay: '2025-12-31',
      lastDay: '2026-02-28',
      holidays: { '2026-01-01': '元旦', '2026-01-02': '調整放假' },
      makeUpDays: { '2026-01-11': '補行上班' },
    };
    expect(calendarDiffInChinese(diffCalendars(before, after))).toEqual([
      '114/12/31（三）：未涵蓋 → 上班日',
      '115/1/1（四）：放假「開國紀念日」 → 放假「元旦」',
      '115/1/2（五）：上班日 → 放假「調整放假」',
      '115/1/10（六）：補行上班「補行上班」 → 例假日',
      '115/1/11（日）：例假日 → 補行上班「補行上班」',
      '新增 115/2/1 至 115/2/28。',
    ]);
  });

  it('names the county of a closure', () => {
    const closed = calendarWithClosures(
      before,
      [{ date: '2026-01-05', county: 'TNN', decided: 'wholeDay', source: '人事行政總處公告' }],
      'TNN',
    );
    expect(calendarDiffInChinese(diffCalendars(before, closed))).toEqual([
      '115/1/5（一）：上班日 → 臺南市停止上班',
    ]);
  });

  it('says so where there is none', () => {
    expect(calendarDiffInChinese(diffCalendars(before, before))).toEqual(['沒有不同。']);
  });
});
