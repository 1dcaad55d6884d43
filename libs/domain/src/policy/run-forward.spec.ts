import { people, shippedRules, taipei } from '../case/play.fixture';
import { transition, type CaseCore } from '../case/case-core';
import { assess, issued, reply } from '../notice/notice.fixture';
import { noticeCore } from '../notice/notice-core';
import { suspensionIn } from '../suspension/suspension.fixture';
import { suspensionCore } from '../suspension/suspension-core';
import { addDays } from '../time/civil-date';
import { civilDateAt, timeOfDayAt } from '../time/taipei';
import { watchStates } from './model-states.fixture';
// Its cases are played here too, under one seed, and their states kept.
import '../case/model.spec';
import { runNoticeForward, runSuspensionForward, type Forward, type ForwardRules } from './run-forward';
import { reminding } from './to-come';
import { whatIfNotice, whatIfSuspension } from './what-if';

const met = watchStates(97);

const start = { caseId: 'n-1', tenant: 'T', at: taipei('2026-11-20') };
const moment = (at: number): string => `${civilDateAt(at)} ${timeOfDayAt(at)}`;
const eventsOf = ({ events }: Forward<unknown, { type: string }>): string[] =>
  events.map(({ at, type }) => `${moment(at)} ${type}`);

describe('a notice run forward', () => {
  it('does by itself all that silence leads to, and the first of the reminders without end', () => {
    const run = runNoticeForward({ ...start, state: issued().state }, shippedRules);
    expect(eventsOf(run)).toEqual([
      '2026-11-25 09:00 ReminderIssued',
      '2026-12-01 09:00 ReminderIssued',
      '2026-12-03 09:00 ReminderIssued',
      '2026-12-05 00:00 DeadlinePassed',
      '2026-12-10 00:00 FollowUpRecorded',
      '2026-12-15 09:00 ReminderIssued',
      '2026-12-21 09:00 ReminderIssued',
      '2026-12-23 09:00 ReminderIssued',
      '2026-12-25 00:00 DeadlinePassed',
      // 25 December is a holiday, a Friday: 28, 29, 30.
      '2026-12-31 00:00 FollowUpRecorded',
      '2027-01-05 09:00 ReminderIssued',
      '2027-01-11 09:00 ReminderIssued',
      '2027-01-13 09:00 ReminderIssued',
      '2027-01-15 00:00 DeadlinePassed',
      '2027-01-20 00:00 SuspensionProposed',
      '2027-01-23 00:00 ProposalOverdue',
    ]);
    expect(run.deadlines.map(({ round, plan, at }) => [round, plan.date, moment(at)])).toEqual([
      [2, '2026-12-24', '2026-12-10 00:00'],
      [3, '2027-01-14', '2026-12-31 00:00'],
    ]);
    expect(run.suspensions).toEqual([{ kind: 'proposed', at: taipei('2027-01-20') }]);
    expect(run.letters.map(({ at, template }) => `${moment(at)} ${template}`)).toContain(
      '2026-12-31 00:00 followUpResult',
    );
    expect(run.tasks.at(-1)).toMatchObject({ task: 'decideSuspension', at: taipei('2027-01-23') });
    expect([run.end, run.state.phase]).toEqual(['atRest', 'proposed']);
  });

  it('looks no further than it is asked to', () => {
    const until = taipei('2026-12-05');
    const run = runNoticeForward({ ...start, state: issued().state, until }, shippedRules);
    expect([run.end, run.endedAt, eventsOf(run).at(-1)]).toEqual([
      'horizon',
      until,
      '2026-12-05 00:00 DeadlinePassed',
    ]);
  });

  it('does at once what has fallen due', () => {
    const late = { ...start, at: taipei('2026-12-02', '10:00'), state: issued().state };
    expect(eventsOf(runNoticeForward(late, shippedRules)).slice(0, 2)).toEqual([
      '2026-12-02 10:00 ReminderIssued',
      '2026-12-03 09:00 ReminderIssued',
    ]);
  });

  it('stops where the calendar ends, after the one task that asks for more of it', () => {
    const calendar = { ...shippedRules.calendar, lastDay: '2026-12-20' };
    const run = runNoticeForward({ ...start, state: issued().state }, { ...shippedRules, calendar });
    expect([run.end, moment(run.endedAt), eventsOf(run).at(-1)]).toEqual([
      'notCovered',
      '2026-12-10 00:00',
      '2026-12-10 00:00 PolicyActionDeferred',
    ]);
    expect(run.tasks.filter(({ task }) => task === 'extendCalendar')).toHaveLength(1);
    const over = { ...start, at: taipei('2028-03-01'), state: issued().state };
    expect(runNoticeForward(over, shippedRules)).toMatchObject({ end: 'notCovered', events: [] });
  });

  it('waits for nobody for ever: a reply that lies unassessed is reminded of once', () => {
    const play = issued();
    play.do(reply(taipei('2026-11-19', '10:00')), people.respondent, taipei('2026-11-19', '10:00'));
    const run = runNoticeForward({ ...start, state: play.state }, shippedRules);
    // Once before the deadline, which has to come, five working days after the first; then it is without end.
    expect([run.end, eventsOf(run).at(-1)]).toEqual(['atRest', '2026-12-05 00:00 AssessmentOverdue']);
    play.do(assess(play), people.tracker, taipei('2026-11-20', '10:00'));
    const assessed = runNoticeForward({ ...start, at: play.now, state: play.state }, shippedRules);
    expect([assessed.end, eventsOf(assessed).at(-1)]).toEqual(['atRest', '2026-12-10 00:00 FollowUpOverdue']);
  });

  it('waits for a 補正 beyond the deadline, and for the silence after it', () => {
    const play = issued();
    const at = taipei('2026-12-02', '10:00');
    play.do(reply(at), people.respondent, at);
    const supplement = { type: 'RequestSupplement', missing: '附件 2。', date: '2026-12-10' } as const;
    play.do(supplement, people.tracker, at);
    const passed = runNoticeForward(
      { ...start, at, state: play.state, until: taipei('2026-12-05') },
      shippedRules,
    );
    const run = runNoticeForward(
      { ...start, at: passed.endedAt, state: passed.state, until: taipei('2026-12-20') },
      shippedRules,
    );
    expect(eventsOf(run).slice(0, 2)).toEqual([
      '2026-12-11 00:00 SupplementMissed',
      // 11, 14 and 15 December.
      '2026-12-16 00:00 FollowUpRecorded',
    ]);
  });
});

describe('a suspension run forward', () => {
  it('is executed on its date once it is notified', () => {
    const { state, now: at } = suspensionIn.notified();
    const run = runSuspensionForward({ ...start, at, state }, shippedRules);
    expect(eventsOf(run)).toEqual([
      '2026-12-14 00:00 SuspensionExecutionOrdered',
      '2026-12-14 00:00 ServiceSuspended',
      // Ten working days: 15 to 18, 21 to 24, 28, 29.
      '2026-12-30 00:00 CureOverdue',
    ]);
    expect(run.suspensions).toEqual([{ kind: 'executed', at: taipei('2026-12-14') }]);
    expect([run.end, run.state.phase]).toEqual(['atRest', 'inForce']);
  });

  it('is not, where the written notice has not arrived', () => {
    const { state, now: at } = suspensionIn.notifying();
    const run = runSuspensionForward({ ...start, at, state }, shippedRules);
    expect([run.suspensions, run.state.phase]).toEqual([
      [{ kind: 'dateNeeded', at: taipei('2026-12-14') }],
      'notExecuted',
    ]);
  });

  it('comes back once the authority has confirmed', () => {
    const { state, now: at } = suspensionIn.confirmed();
    expect(runSuspensionForward({ ...start, at, state }, shippedRules)).toMatchObject({
      state: { phase: 'closed', outcome: 'restored' },
      end: 'atRest',
    });
  });
});

describe('whatever state a case is in', () => {
  const rest = <S>(
    core: CaseCore<S, never, { readonly type: string }>,
    from: S,
    at: number,
    rules: ForwardRules,
  ) => {
    const types: string[] = [];
    let state = from;
    let now = at;
    for (let wakes = 0; wakes < 12; wakes += 1) {
      const due = core.nextWake(state);
      if (due === undefined) break;
      now = Math.max(due, now);
      const done = transition(
        core,
        { caseId: 'n', seq: 0, state },
        { type: 'Wake' },
        {
          ...rules,
          at: now,
          actor: people.system,
        },
      );
      if (!done.ok) throw new Error(done.error.code);
      // The calendar has run out: what can no longer be counted is put off from day to day.
      if (addDays(civilDateAt(now), 30) > rules.calendar.lastDay) break;
      state = done.value.state;
      types.push(...done.value.events.map(({ type }) => type));
    }
    return types;
  };

  it('ends, and after the end nothing comes but the reminders that came already', () => {
    const ends = new Set<string>();
    const check = (core: unknown, run: Forward<unknown, { type: string }>, rules: ForwardRules): void => {
      ends.add(run.end);
      expect(run.end).not.toBe('tooLong');
      if (run.end !== 'atRest') return;
      const came = run.events.map(({ type }) => type);
      for (const type of rest(
        core as CaseCore<unknown, never, { type: string }>,
        run.state,
        run.endedAt,
        rules,
      )) {
        expect(Object.keys(reminding)).toContain(type);
        expect(came).toContain(type);
      }
    };
    for (const { state, at, rules } of met.notices)
      check(noticeCore, runNoticeForward({ ...start, at, state }, rules), rules);
    for (const { state, at, rules } of met.suspensions)
      check(suspensionCore, runSuspensionForward({ ...start, at, state }, rules), rules);
    expect([...ends].sort()).toEqual(['atRest', 'notCovered']);
    expect(Math.min(met.notices.length, met.suspensions.length)).toBeGreaterThan(100);
  });

  it('comes to the same under the policy that it is pinned to', () => {
    for (const { state, at, rules } of met.notices) {
      // It may have been issued under another one than that with which it was submitted.
      const draft = 'policy' in state ? state.policy : rules.policy;
      const compared = { start: { ...start, at }, calendar: rules.calendar, draft, inForce: rules };
      expect(whatIfNotice(state, compared)).toBeUndefined();
    }
    for (const { state, at, rules } of met.suspensions) {
      const compared = { start: { ...start, at }, calendar: rules.calendar, draft: rules.policy };
      expect(whatIfSuspension(state, rules.policy, compared)).toBeUndefined();
    }
  });
});
