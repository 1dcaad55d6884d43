import fc from 'fast-check';
import { addDays } from '../time/civil-date';
import { anyCalendar, anyStart, valueOf } from './calendars.fixture';
import { calendarWithClosures, closuresThatCount, type Closure } from './closure';
import { countyNames, parseCounty } from './county';
import { explainInChinese } from './explanation';
import { governmentCalendar2025to2027 as calendar } from './government-calendar';
import { deadlineInDays, deadlineInMonths, deadlineInWorkingDays } from './term';
import { dayStatus } from './working-calendar';

const source = '行政院人事行政總處114年7月6日公布';
const closure = (date: string, more: Partial<Closure> = {}): Closure => ({
  county: 'TNN',
  date,
  source,
  decided: 'wholeDay',
  ...more,
});
const july: readonly Closure[] = [
  closure('2025-07-08', { county: 'KHH' }),
  closure('2025-07-08'),
  closure('2025-07-07'),
  closure('2025-07-09', { decided: 'partOfDay' }),
  closure('2025-07-06'),
  closure('2024-10-31'),
];
const tainan = calendarWithClosures(calendar, july, 'TNN');

it('knows the 22 counties by name', () => {
  expect(new Set(Object.values(countyNames)).size).toBe(22);
  expect(Object.values(countyNames).every((name) => /^..[市縣]$/.test(name))).toBe(true);
});

it('reads a county by its code or its name, however 臺 is written, and nothing else', () => {
  expect(['TNN', '臺南市', ' 台南市 '].map(parseCounty)).toEqual(['TNN', 'TNN', 'TNN']);
  expect(Object.values(countyNames).map(parseCounty)).toEqual(Object.keys(countyNames));
  for (const text of ['臺南', 'tnn', '', 'toString', '新竹']) expect(parseCounty(text)).toBeUndefined();
});

describe('the calendar of one county', () => {
  it('is off on working days shut the whole day, and on no other', () => {
    const closed = { working: false, kind: 'closure', county: 'TNN', source };
    expect(valueOf(dayStatus(tainan, '2025-07-07'))).toEqual(closed);
    expect(valueOf(dayStatus(tainan, '2025-07-08'))).toEqual(closed);
    expect(valueOf(dayStatus(tainan, '2025-07-09'))).toEqual({ working: true, kind: 'weekday' });
    expect(valueOf(dayStatus(tainan, '2025-07-06'))).toEqual({ working: false, kind: 'sunday' });
    expect(JSON.parse(JSON.stringify(tainan))).toEqual(tainan);
  });

  it('names the county and the days in its version', () => {
    expect(tainan.version).toBe(
      '行政機關辦公日曆表 2025-2027，併計臺南市天然災害停止上班日（114/7/7、114/7/8）',
    );
  });

  it('is the calendar itself where nothing was shut', () => {
    expect(calendarWithClosures(calendar, july, 'TPE')).toBe(calendar);
    expect(calendarWithClosures(calendar, [closure('2025-07-06')], 'TNN')).toBe(calendar);
  });

  it('takes the later of two announcements for a day', () => {
    const corrected = [closure('2025-07-07'), closure('2025-07-07', { decided: 'partOfDay' })];
    expect(calendarWithClosures(calendar, corrected, 'TNN')).toBe(calendar);
  });

  it('takes back a day that was entered by mistake, and shuts it again when that was the mistake', () => {
    const mistaken = [closure('2025-07-07'), closure('2025-07-07', { decided: 'asUsual' })];
    expect(calendarWithClosures(calendar, mistaken, 'TNN')).toBe(calendar);
    expect(calendarWithClosures(calendar, [closure('2025-07-07', { decided: 'asUsual' })], 'TNN')).toBe(
      calendar,
    );
    const other = closure('2025-07-07', { decided: 'asUsual', county: 'KHH' });
    for (const closures of [
      [...mistaken, closure('2025-07-07')],
      [closure('2025-07-07'), other],
    ]) {
      expect(valueOf(dayStatus(calendarWithClosures(calendar, closures, 'TNN'), '2025-07-07'))).toMatchObject(
        { kind: 'closure' },
      );
    }
  });

  it('knows of each county and day the entry that counts', () => {
    const [first, other, last] = [
      closure('2025-07-07'),
      closure('2025-07-07', { county: 'KHH' }),
      closure('2025-07-07', { decided: 'asUsual' }),
    ];
    const next = closure('2025-07-08');
    expect(closuresThatCount([first, other, last, next])).toEqual([last, other, next]);
  });

  it('also shuts a make-up Saturday, which then moves by the clause on days of rest', () => {
    const shut = calendarWithClosures(calendar, [closure('2025-02-08')], 'TNN');
    const { date, explanation } = valueOf(deadlineInDays(shut, '2025-01-29', 10, { adverse: false }));
    expect(date).toBe('2025-02-10');
    expect(explanation).toMatchObject({
      taken: { mondayMorning: false, skipped: [{ reason: 'closure' }, { reason: 'sunday' }] },
    });
  });
});

describe('explained in Chinese', () => {
  it('as a day passed over at the end of a term', () => {
    expect(
      explainInChinese(valueOf(deadlineInDays(tainan, '2025-06-27', 10, { adverse: false })).explanation),
    ).toEqual([
      '期間：以民國114年6月27日（星期五）為始日，10 日內。',
      '始日不計算在內（行政程序法第48條第2項），自民國114年6月28日（星期六）起算，第 10 日為民國114年7月7日（星期一）。',
      '末日逢休息日，順延（行政程序法第48條第4項）：',
      '　民國114年7月7日（星期一）：臺南市天然災害停止上班（行政院人事行政總處114年7月6日公布）',
      '　民國114年7月8日（星期二）：臺南市天然災害停止上班（行政院人事行政總處114年7月6日公布）',
      '順延至民國114年7月9日（星期三）。',
      '上班日依據：行政機關辦公日曆表 2025-2027，併計臺南市天然災害停止上班日（114/7/7、114/7/8）。',
      '期限：民國114年7月9日（星期三），含當日，至當日24時止。',
    ]);
  });

  it('as a last day that stays for an adverse measure, and as a working day not counted', () => {
    const { explanation } = valueOf(deadlineInMonths(tainan, '2025-06-08', 1, { adverse: true }));
    expect(explainInChinese(explanation)).toContain(
      '　末日為臺南市天然災害停止上班（行政院人事行政總處114年7月6日公布），照計，不順延（同條第5項）。',
    );
    const working = valueOf(deadlineInWorkingDays(tainan, '2025-07-04', 1));
    expect(explainInChinese(working.explanation)).toContain(
      '　民國114年7月7日（星期一）：臺南市天然災害停止上班（行政院人事行政總處114年7月6日公布）',
    );
  });
});

it('never makes a deadline earlier', () => {
  const days = fc.array(fc.nat(320), { maxLength: 20 });
  fc.assert(
    fc.property(anyCalendar, anyStart, days, fc.integer({ min: 1, max: 60 }), (any, from, shut, n) => {
      const closures = shut.map((day) => closure(addDays('2030-01-01', day)));
      const local = calendarWithClosures(any, closures, 'TNN');
      const adverse = n % 2 === 0;
      expect(valueOf(deadlineInDays(local, from, n, { adverse })).instant).toBeGreaterThanOrEqual(
        valueOf(deadlineInDays(any, from, n, { adverse })).instant,
      );
      expect(valueOf(deadlineInWorkingDays(local, from, n)).instant).toBeGreaterThanOrEqual(
        valueOf(deadlineInWorkingDays(any, from, n)).instant,
      );
    }),
  );
});
