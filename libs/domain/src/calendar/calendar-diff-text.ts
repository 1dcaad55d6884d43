/** A comparison of two calendars, in Chinese for whoever is to approve the newer one. */
import { weekday } from '../time/civil-date';
import { formatRocSlash } from '../time/roc-date';
import { countyNames } from './county';
import type { CalendarDiff, DayChange } from './calendar-diff';
import type { DayStatus } from './working-calendar';

const WEEKDAY_NAMES = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** `115/12/4（五）：上班日 → 放假「選舉投票日」`. */
export function dayChangeInChinese({ date, before, after }: DayChange): string {
  return `${formatRocSlash(date)}（${WEEKDAY_NAMES[weekday(date)]}）：${said(before)} → ${said(after)}`;
}

/** What the newer one says otherwise, a line each; never empty. */
export function calendarDiffInChinese({ changes, appended }: CalendarDiff): string[] {
  const lines = changes.map(dayChangeInChinese);
  if (appended !== null) {
    lines.push(`新增 ${formatRocSlash(appended.firstDay)} 至 ${formatRocSlash(appended.lastDay)}。`);
  }
  return lines.length > 0 ? lines : ['沒有不同。'];
}

function said(status: DayStatus | null): string {
  switch (status?.kind) {
    case undefined:
      return '未涵蓋';
    case 'weekday':
      return '上班日';
    case 'saturday':
    case 'sunday':
      return '例假日';
    case 'holiday':
      return `放假「${status.name}」`;
    case 'makeUpDay':
      return `補行上班「${status.name}」`;
    case 'closure':
      return `${countyNames[status.county]}停止上班`;
  }
}
