import {
  fold,
  startOfDay,
  suspensionCore,
  systemActor,
  transition,
  type SuspensionCommand,
} from '@xiangaitong/domain';
import { people, refusal } from '../fixtures/case-run.fixture';
import { SuspensionRun } from '../fixtures/suspension-run.fixture';
import { MINUTE, useKit } from '../fixtures/workflow-kit.fixture';

describe('an emergency suspension (點13-3)', () => {
  const kit = useKit();
  const suspension = new SuspensionRun(kit);

  const order = (
    changes: Partial<Extract<SuspensionCommand, { type: 'OrderEmergencySuspension' }>['order']> = {},
  ): SuspensionCommand => ({
    type: 'OrderEmergencySuspension',
    order: {
      suspensionId: suspension.id,
      tenant: 'C0000000',
      caseNumber: '中止-115-000001',
      respondentId: 'XC12345678',
      respondentName: '台南市 0000000 公會',
      reason: '公文系統遭植入後門程式，有重大危害之虞。',
      decidedBy: people.authority.personId,
      contactPersonId: people.authority.personId,
      confidential: false,
      reference: '資安字第 1150000009 號',
      source: 'authority',
      ...changes,
    },
  });
  const inAMinute = async (): Promise<void> => kit.passUntil((await kit.now()) + MINUTE);
  const ordered = async (): Promise<void> => {
    await suspension.start();
    await suspension.send(people.authority, order());
    await inAMinute();
  };
  const refuse = (): Promise<unknown> =>
    suspension.send(people.supervisor, { type: 'RefuseRatification', reason: '來文對象有誤。' });

  it('is executed at once, before anybody has spoken second', async () => {
    await ordered();
    expect(suspension.types).toEqual(['EmergencySuspensionOrdered', 'ServiceSuspended']);
    expect(kit.world.actuations).toEqual(['off']);
    expect(kit.register.letters).toEqual(['emergencySuspended → respondent', 'emergencySuspended → bureau']);
  });

  it('recorded from the authority’s letter needs the letter’s date, and is ratified by another officer', async () => {
    const decidedBy = people.tracker.personId;
    await suspension.start();
    await expect(suspension.send(people.tracker, order({ decidedBy, source: 'letter' }))).rejects.toEqual(
      refusal('suspension.orderIncomplete'),
    );
    const letter = order({ decidedBy, source: 'letter', letterDate: '2026-08-03' });
    await suspension.send(people.tracker, letter);
    await inAMinute();
    await expect(suspension.send(people.tracker, { type: 'RatifyEmergency' })).rejects.toEqual(
      refusal('case.fourEyes'),
    );
    await suspension.send(people.supervisor, { type: 'RatifyEmergency' });
    expect(suspension.types.at(-1)).toBe('EmergencyRatified');
    await kit.passUntil(startOfDay('2026-08-07'));
    expect(suspension.types).not.toContain('RatificationOverdue');
  });

  it('asks those above for the ratification that nobody gives, every two working days', async () => {
    await ordered();
    // Ordered on Monday 3 August: through Wednesday; rung on Thursday: through Monday.
    await suspension.expectAt(startOfDay('2026-08-06'), 'RatificationOverdue');
    await suspension.expectAt(startOfDay('2026-08-11'), 'RatificationOverdue');
    expect(kit.world.actuations).toEqual(['off']);
  });

  it('that is not ratified restores nothing: the authority is asked urgently, and its word alone restores', async () => {
    await ordered();
    await refuse();
    expect(suspension.types.slice(-2)).toEqual(['RatificationRefused', 'ConfirmationRequested']);
    expect(suspension.last('ConfirmationRequested')).toMatchObject({ urgent: true, request: 1 });
    expect(kit.register.letters.at(-1)).toBe('ratificationRefused → authority');
    // Five working days after Monday 3 August.
    await suspension.expectAt(startOfDay('2026-08-11'), 'ConfirmationOverdue');
    expect(kit.world.actuations).toEqual(['off']);
    await suspension.confirm();
    await suspension.handle.result();
    expect(kit.world.actuations).toEqual(['off', 'on']);
    expect(suspension.types.at(-1)).toBe('SuspensionClosed');
  });

  it('whose service is back stays open until the second person has spoken', async () => {
    await ordered();
    await suspension.cure();
    await suspension.confirm();
    await inAMinute();
    expect(suspension.types.slice(-2)).toEqual(['RestorationOrdered', 'ServiceRestored']);
    expect(await suspension.state()).toMatchObject({ phase: 'unratified' });
    await suspension.expectAt(startOfDay('2026-08-06'), 'RatificationOverdue');
    await suspension.send(people.supervisor, { type: 'RatifyEmergency' });
    await suspension.handle.result();
    expect(suspension.types.slice(-2)).toEqual(['EmergencyRatified', 'SuspensionClosed']);
    expect(kit.world.actuations).toEqual(['off', 'on']);
  });

  it('can be refused ratification only once it has been cut', async () => {
    kit.world.failures = 1_000;
    await ordered();
    await expect(refuse()).rejects.toEqual(refusal('suspension.inExecution'));
    expect(suspension.types).toEqual(['EmergencySuspensionOrdered']);
  });

  /** As a worker leaves it that was lost between the register's commit and the engine's. */
  const recordUnheard = async (command: SuspensionCommand, settles: string): Promise<void> => {
    const { caseId, policy, calendar, tenant } = kit.input(suspension.id);
    const { events: stamped } = await kit.register.loadCase('suspension', caseId);
    const events = stamped.filter((event) => suspensionCore.owns(event));
    const from = { caseId, seq: events.length, state: fold(suspensionCore, events) };
    const [actor, at] = [systemActor(tenant), await kit.now()];
    const decided = transition(suspensionCore, from, command, { at, actor, policy, calendar });
    const summary = decided.ok ? suspensionCore.summaryOf(decided.value.state) : undefined;
    if (!decided.ok || summary === undefined) throw new Error(`${command.type} was refused`);
    const types = decided.value.events.map(({ type }) => type);
    const { phase, caseNumber } = summary;
    const seq = from.seq + types.length;
    const commandId = `effect/${settles}`;
    const result = { caseKind: 'suspension' as const, caseId, caseNumber, seq, phase, events: types, at };
    await kit.register.record({
      ...decided.value,
      caseKind: 'suspension',
      caseId,
      tenant,
      expectedSeq: from.seq,
      summary,
      calendarUntil: calendar.lastDay,
      at,
      command: { commandId, fingerprint: commandId, type: command.type, actor, result },
      settles,
    });
  };

  it('goes on when a command finds out first that its execution has been recorded already', async () => {
    kit.world.failures = 1_000;
    await ordered();
    const { pending } = await kit.register.loadCase('suspension', suspension.id);
    const cut = { type: 'RecordActuation', desired: 'off', serviceOn: false } as const;
    await recordUnheard(cut, pending[0]?.id ?? '');
    // The run does not know yet that it is cut; it hears of that while it records this.
    await suspension.send(people.supervisor, { type: 'RatifyEmergency' });
    kit.world.failures = 0;
    await kit.passUntil((await kit.now()) + 10 * MINUTE);
    expect(kit.world.actuations).toEqual(['off']);
    await suspension.send(people.respondent, {
      type: 'SubmitCure',
      statement: '已改善',
      fillerPersonId: 'p-lee',
    });
    expect(suspension.types).toEqual([
      'EmergencySuspensionOrdered',
      'ServiceSuspended',
      'EmergencyRatified',
      'CureSubmitted',
    ]);
  });
});
