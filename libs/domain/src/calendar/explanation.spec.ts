import { valueOf } from './calendars.fixture';
import { explainInChinese } from './explanation';
import { governmentCalendar2025to2027 as calendar } from './government-calendar';
import {
  deadlineByDate,
  deadlineInDays,
  deadlineInMonths,
  deadlineInWeeks,
  deadlineInWorkingDays,
} from './term';

const inDays = (from: string, n: number, adverse = false): string[] =>
  explainInChinese(valueOf(deadlineInDays(calendar, from, n, { adverse })).explanation);

describe('explainInChinese', () => {
  it('of a printed date', () => {
    expect(explainInChinese(deadlineByDate('2026-12-04').explanation)).toEqual([
      '指定期日：「○日前」含當日，以印載之日期為準，不因假日移動。',
      '期限：民國115年12月4日（星期五），含當日，至當日24時止。',
    ]);
  });

  it('of a term whose last day stays', () => {
    expect(inDays('2026-12-04', 10)).toEqual([
      '期間：以民國115年12月4日（星期五）為始日，10 日內。',
      '始日不計算在內（行政程序法第48條第2項），自民國115年12月5日（星期六）起算，第 10 日為民國115年12月14日（星期一）。',
      '末日為上班日，不順延。',
      '上班日依據：行政機關辦公日曆表 2025-2027。',
      '期限：民國115年12月14日（星期一），含當日，至當日24時止。',
    ]);
  });

  it('of a Saturday moved to Monday, with the law’s morning', () => {
    expect(inDays('2026-12-02', 10).slice(2, 7)).toEqual([
      '末日逢休息日，順延（行政程序法第48條第4項）：',
      '　民國115年12月12日（星期六）：星期六休息日',
      '　民國115年12月13日（星期日）：星期日',
      '順延至民國115年12月14日（星期一）。',
      '末日為星期六者，法定以其次星期一上午為期間末日；本期限印載為該星期一，當日全日計入。',
    ]);
  });

  it('of a make-up Saturday, with its source', () => {
    expect(inDays('2025-01-29', 10)[2]).toBe(
      '民國114年2月8日（星期六）為補行上班日，屬上班日（法務部99年2月3日法律字第099004718號函）。',
    );
  });

  it('of an adverse measure, both ways of counting', () => {
    expect(inDays('2025-12-23', 10, true)).toEqual([
      '期間：以民國114年12月23日（星期二）為始日，10 日內。',
      '期間涉及不利行政處分，兩種算法並列，採較晚者（行政程序法第48條第5項）。',
      '採用－一般算法（第2項、第4項）：民國115年1月2日（星期五）',
      '　始日不計算在內（行政程序法第48條第2項），自民國114年12月24日（星期三）起算，第 10 日為民國115年1月2日（星期五）。',
      '　末日為上班日，不順延。',
      '未採用－不利處分算法（第5項本文）：民國115年1月1日（星期四）',
      '　始日不計時刻以一日論（行政程序法第48條第5項），自民國114年12月23日（星期二）起算，第 10 日為民國115年1月1日（星期四）。',
      '　末日為中華民國開國紀念日，照計，不順延（同條第5項）。',
      '上班日依據：行政機關辦公日曆表 2025-2027。',
      '期限：民國115年1月2日（星期五），含當日，至當日24時止。',
    ]);
    expect(inDays('2026-12-01', 10, true)).toContain('　末日為上班日。');
  });

  it('of weeks and months, by the corresponding day', () => {
    const weeks = valueOf(deadlineInWeeks(calendar, '2026-12-02', 1, { adverse: false }));
    expect(explainInChinese(weeks.explanation)).toEqual([
      '期間：以民國115年12月2日（星期三）為始日，1 星期內。',
      '始日不計算在內（行政程序法第48條第2項），自民國115年12月3日（星期四）起算，最後之星期與起算日相當日為民國115年12月10日（星期四），以其前一日民國115年12月9日（星期三）為末日（同條第3項）。',
      '末日為上班日，不順延。',
      '上班日依據：行政機關辦公日曆表 2025-2027。',
      '期限：民國115年12月9日（星期三），含當日，至當日24時止。',
    ]);
    const month = valueOf(deadlineInMonths(calendar, '2026-08-29', 1, { adverse: false }));
    expect(explainInChinese(month.explanation)[1]).toBe(
      '始日不計算在內（行政程序法第48條第2項），自民國115年8月30日（星期日）起算，最後之月與起算日相當日為民國115年9月30日（星期三），以其前一日民國115年9月29日（星期二）為末日（同條第3項）。',
    );
  });

  it('of months that end with a month, and of two ways that end on one day', () => {
    expect(
      explainInChinese(valueOf(deadlineInMonths(calendar, '2026-08-31', 1, { adverse: true })).explanation),
    ).toEqual([
      '期間：以民國115年8月31日（星期一）為始日，1 個月內。',
      '期間涉及不利行政處分，兩種算法並列，同日屆滿（行政程序法第48條第5項）。',
      '採用－不利處分算法（第5項本文）：民國115年9月30日（星期三）',
      '　始日不計時刻以一日論（行政程序法第48條第5項），自民國115年8月31日（星期一）起算，最後之月無與起算日相當之日，以其月之末日民國115年9月30日（星期三）為末日（同條第3項但書）。',
      '　末日為上班日。',
      '未採用－一般算法（第2項、第4項）：民國115年9月30日（星期三）',
      '　始日不計算在內（行政程序法第48條第2項），自月之始日民國115年9月1日（星期二）起算，第 1 個月之末日民國115年9月30日（星期三）為末日。',
      '　末日為上班日，不順延。',
      '上班日依據：行政機關辦公日曆表 2025-2027。',
      '期限：民國115年9月30日（星期三），含當日，至當日24時止。',
    ]);
  });

  it('of working days, each day not counted and why', () => {
    expect(explainInChinese(valueOf(deadlineInWorkingDays(calendar, '2025-02-06', 3)).explanation)).toEqual([
      '期間：以民國114年2月6日（星期四）為始日，3 個工作日內。',
      '始日不計算在內（行政程序法第48條第2項）；僅計上班日。',
      '下列日期不計：',
      '　民國114年2月9日（星期日）：星期日',
      '民國114年2月8日（星期六）為補行上班日，計入。',
      '上班日依據：行政機關辦公日曆表 2025-2027。',
      '期限：民國114年2月10日（星期一），含當日，至當日24時止。',
    ]);
  });
});
