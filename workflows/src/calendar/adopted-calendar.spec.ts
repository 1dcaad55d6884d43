import {
  governmentCalendar2025to2027 as shipped,
  calendarWithClosures,
  startOfDay,
  systemActor,
  type WorkCalendar,
} from '@xiangaitong/domain';
import { people, refusal } from '../fixtures/case-run.fixture';
import { NoticeRun } from '../fixtures/notice-run.fixture';
import { SuspensionRun } from '../fixtures/suspension-run.fixture';
import { MINUTE, useKit } from '../fixtures/workflow-kit.fixture';

const longer: WorkCalendar = { ...shipped, version: '第 2 版', lastDay: '2028-12-31' };
/** The day of the first deadline: Friday 21 August, after which comes Monday the 24th. */
const closed = calendarWithClosures(
  shipped,
  [{ county: 'TNN', date: '2026-08-21', source: '臺南市政府公告', decided: 'wholeDay' }],
  'TNN',
);
const short: WorkCalendar = { ...shipped, lastDay: '2026-08-28' };

const kit = useKit();

describe('a case that adopts a calendar', () => {
  const notice = new NoticeRun(kit);

  const adopt = () => notice.send(people.tracker, { type: 'AdoptCalendar', calendar: closed });

  it('waits for the new instant, not for the one before, and is computed under it from then on', async () => {
    await notice.issue();
    await adopt();
    await kit.passUntil(startOfDay('2026-08-24'));
    expect(notice.types).not.toContain('DeadlinePassed');
    await kit.passUntil(startOfDay('2026-08-25') + MINUTE);
    expect(notice.types.at(-1)).toBe('DeadlinePassed');
    await kit.passUntil(startOfDay('2026-08-28') + MINUTE);
    expect(notice.last('FollowUpRecorded')).toMatchObject({
      nextPlan: { explanation: { calendarVersion: closed.version } },
    });
  });

  it('keeps it when the run is continued, and when it is folded again from the register', async () => {
    await notice.issue({ maxHistoryEvents: 10 });
    await adopt();
    await kit.passUntil(startOfDay('2026-08-20'));
    await expect(adopt()).rejects.toEqual(refusal('calendar.sameVersion'));
    // The answer is lost after the commit: the case is folded again, and knows what it has adopted.
    kit.register.loseNextAnswer = true;
    await notice.send(people.respondent, { type: 'RequestExtension', reason: '廠商排程。' });
    await expect(adopt()).rejects.toEqual(refusal('calendar.sameVersion'));
  });

  it('says with each recording how far its calendar goes, from the very one that extends it', async () => {
    await notice.issue({ calendar: short });
    expect(kit.register.inputs.at(-1)).toMatchObject({ calendarUntil: '2026-08-28' });
    const command = { type: 'ExtendCalendar', calendar: longer } as const;
    await notice.send(systemActor('C0000000'), command);
    expect(kit.register.inputs.at(-1)).toMatchObject({ calendarUntil: '2028-12-31' });
    await kit.passUntil(startOfDay('2026-09-01'));
    expect(notice.types).not.toContain('PolicyActionDeferred');
    expect(notice.types).toContain('FollowUpRecorded');
  });
});

describe('a suspension', () => {
  const suspension = new SuspensionRun(kit);

  it('gets more days to count by, and nothing of it moves', async () => {
    await suspension.decide();
    const before = await suspension.state();
    const command = { type: 'ExtendCalendar', calendar: longer } as const;
    await suspension.send(systemActor('C0000000'), command);
    expect(suspension.types.at(-1)).toBe('CalendarAdopted');
    expect(await suspension.state()).toEqual(before);
    expect(kit.register.inputs.at(-1)).toMatchObject({ calendarUntil: '2028-12-31' });
  });
});
