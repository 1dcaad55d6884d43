import fc from 'fast-check';
import { governmentCalendar2025to2027 as calendar } from '../calendar/government-calendar';
import { checkMinimumTerm, planByDate, planByTerm } from '../case/clocks';
import { addDays } from '../time/civil-date';
import { civilDateAt, startOfDay } from '../time/taipei';
import { policyFields, policyVersion1, type PolicyContent } from './policy';
import { diffPolicies } from './policy-diff';
import { MOST_REMINDERS, mostReminderDays, policyBounds, policyProblems } from './policy-problems';
import { policyChangeInChinese, policyInChinese } from './policy-text';

const { id: _id, version: _version, ...shipped } = policyVersion1;
const but = (change: Partial<PolicyContent>): PolicyContent => ({ ...shipped, ...change });
const within = ({ min, max }: { min: number; max: number }) => fc.integer({ min, max });

/** Every policy that may be proposed. */
const sound = fc
  .record({
    ...Object.fromEntries(Object.entries(policyBounds).map(([field, bounds]) => [field, within(bounds)])),
    onSilence: fc.constantFrom('automatic' as const, 'manual' as const),
  })
  .map((numbers) => but(numbers))
  .chain((content) =>
    fc.record({
      content: fc.constant(content),
      longer: fc.nat(policyBounds.extensionDays.max - content.minimumTermDays),
      reminders: fc.uniqueArray(
        fc.integer({ min: 1, max: Math.max(1, mostReminderDays(content.minimumTermDays)) }),
        { maxLength: Math.min(MOST_REMINDERS, mostReminderDays(content.minimumTermDays)) },
      ),
    }),
  )
  .map(({ content, longer, reminders }) => ({
    ...content,
    extensionDays: content.minimumTermDays + longer,
    reminderWorkingDays: reminders.sort((a, b) => b - a),
  }));

describe('a policy', () => {
  it('that ships may be proposed, and so may every one within the bounds', () => {
    expect(policyProblems(shipped)).toEqual([]);
    fc.assert(fc.property(sound, (content) => policyProblems(content).length === 0));
  });

  it('has every field named, ordered and told in Chinese', () => {
    expect([...policyFields].sort()).toEqual(Object.keys(shipped).sort());
    expect(policyInChinese(shipped)).toEqual([
      '最短改善期限：14 日',
      '系統展期及補正期間：14 日',
      '中止服務通知期間：14 日',
      '期限屆滿前提醒：7、3、1 個上班日',
      '追蹤人員逾期未登錄之等候期間：3 個上班日',
      '核准期間：2 個上班日',
      '查核期間：5 個上班日',
      '主管機關回復期間：5 個上班日',
      '中止期間催請改善之間隔：10 個上班日',
      '等候來電確認之期間：1 個上班日',
      '逾期未登錄之處理：由系統依政策辦理',
    ]);
  });

  it.each(Object.entries(policyBounds))('names %s when it is out of its bounds', (field, { min, max }) => {
    const message = `應為 ${min} 至 ${max} 的整數。`;
    for (const value of [min - 1, max + 1, min + 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      // Reminders and the extension are measured by the minimum term.
      const content = but({ reminderWorkingDays: [], [field]: value });
      expect(policyProblems(content)).toEqual([{ field, message }]);
    }
    const least = but({ reminderWorkingDays: [], minimumTermDays: 1, [field]: min });
    const most = but({ reminderWorkingDays: [], extensionDays: 180, [field]: max });
    expect([policyProblems(least), policyProblems(most)]).toEqual([[], []]);
  });

  it('does not give by itself a shorter term than an officer may', () => {
    expect(policyProblems(but({ minimumTermDays: 15 }))).toEqual([
      { field: 'extensionDays', message: '不得少於最短改善期限（15 日）。' },
    ]);
    fc.assert(
      fc.property(sound, fc.integer({ min: 0, max: 400 }), (content, day) => {
        const policy = { ...policyVersion1, ...content };
        const now = startOfDay('2025-06-02') + day * 86_400_000;
        const plan = planByTerm(calendar, policy, now, policy.extensionDays);
        expect(plan.ok && checkMinimumTerm(policy, now, plan.value.date, 'date').ok).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it.each<[readonly number[], string]>([
    [[3, 7, 1], '應由大到小排列，且不得重複，例如 7、3、1。'],
    [[7, 7], '應由大到小排列，且不得重複，例如 7、3、1。'],
    [[7, 0], '每一次都應為 1 以上的整數。'],
    [[2.5], '每一次都應為 1 以上的整數。'],
    [[13], '依最短改善期限（14 日），每一次至多為期限前 9 個上班日；再早則可能不在發文日之後。'],
    [[10, 3], '依最短改善期限（14 日），每一次至多為期限前 9 個上班日；再早則可能不在發文日之後。'],
    [[6, 5, 4, 3, 2, 1], '至多 5 次。'],
  ])('refuses to remind %j working days before a deadline', (reminderWorkingDays, message) => {
    expect(policyProblems(but({ reminderWorkingDays }))).toEqual([{ field: 'reminderWorkingDays', message }]);
  });

  it('may remind just within the shortest term, five times, or never', () => {
    for (const reminderWorkingDays of [[9], [9, 4, 3, 2, 1], []]) {
      expect(policyProblems(but({ reminderWorkingDays }))).toEqual([]);
    }
  });

  it('may not remind at all within a term that may have no working day for it', () => {
    expect(policyProblems(but({ minimumTermDays: 3, reminderWorkingDays: [1] }))).toEqual([
      {
        field: 'reminderWorkingDays',
        message: '最短改善期限（3 日）內不一定有可提醒的上班日，請不設提醒，或延長最短改善期限。',
      },
    ]);
    expect(policyProblems(but({ minimumTermDays: 4, reminderWorkingDays: [1] }))).toEqual([]);
  });

  it('reminds after the day of issue whenever the shortest term begins, and could not remind a day earlier', () => {
    const weekly = { ...calendar, holidays: {}, makeUpDays: {} };
    const monday = '2026-06-01';
    for (let minimumTermDays = 1; minimumTermDays <= policyBounds.minimumTermDays.max; minimumTermDays += 1) {
      const most = mostReminderDays(minimumTermDays);
      const comes = (workingDays: number): boolean =>
        [0, 1, 2, 3, 4, 5, 6].every((day) => {
          const issuedOn = addDays(monday, day);
          const policy = { ...policyVersion1, reminderWorkingDays: [workingDays] };
          const plan = planByDate(weekly, policy, startOfDay(issuedOn), addDays(issuedOn, minimumTermDays));
          const reminder = plan.ok ? plan.value.reminders[0] : undefined;
          return reminder !== undefined && civilDateAt(reminder.at) > issuedOn;
        });
      expect([minimumTermDays, most === 0 || comes(most), comes(most + 1)]).toEqual([
        minimumTermDays,
        true,
        false,
      ]);
    }
  });

  it('tells every field at fault at once', () => {
    const content = but({ minimumTermDays: 0, approvalWorkingDays: 21, reminderWorkingDays: [1, 1] });
    expect(policyProblems(content).map(({ field }) => field)).toEqual([
      'minimumTermDays',
      'approvalWorkingDays',
      'reminderWorkingDays',
    ]);
  });
});

describe('two versions', () => {
  it('are compared field by field, old and new, whatever their numbers', () => {
    const changed = but({ minimumTermDays: 10, reminderWorkingDays: [5, 1], onSilence: 'manual' });
    const second = { ...policyVersion1, ...changed, version: 2 };
    const changes = diffPolicies(policyVersion1, second);
    expect(changes).toEqual([
      { field: 'minimumTermDays', before: 14, after: 10 },
      { field: 'reminderWorkingDays', before: [7, 3, 1], after: [5, 1] },
      { field: 'onSilence', before: 'automatic', after: 'manual' },
    ]);
    expect(changes.map(policyChangeInChinese)).toEqual([
      '最短改善期限：14 日 → 10 日',
      '期限屆滿前提醒：7、3、1 個上班日 → 5、1 個上班日',
      '逾期未登錄之處理：由系統依政策辦理 → 僅提醒人員',
    ]);
    expect(
      diffPolicies(changed, but({ ...changed, reminderWorkingDays: [] })).map(policyChangeInChinese),
    ).toEqual(['期限屆滿前提醒：5、1 個上班日 → 無']);
  });

  it('differ exactly where a change brings one to the other', () => {
    fc.assert(
      fc.property(sound, sound, (a, b) => {
        const changes = diffPolicies(a, b);
        const after = Object.fromEntries(changes.map((change) => [change.field, change.after]));
        expect({ ...a, ...after }).toEqual(b);
        expect(diffPolicies(a, a)).toEqual([]);
      }),
    );
  });
});
