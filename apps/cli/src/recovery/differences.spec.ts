import type { WorkflowEffect } from '@xiangaitong/domain';
import type { CaseRun } from '@xiangaitong/temporal-client';
import { differencesOf, remedyOf, type Difference, type InEngine, type InRegister } from './differences';
import { linesOfFinding } from './difference-lines';

const effect = (id: string): WorkflowEffect => ({
  kind: 'actuate',
  id,
  organisationId: 'XC12345678',
  desired: 'off',
});
const state = { phase: 'tracking', round: 1 };

const known = (changes: object = {}): InRegister => ({
  kind: 'known',
  folded: { seq: 3, state, pending: [], caseState: 'notice.tracking', finished: false, ...changes },
});
const run = (changes: Partial<CaseRun> = {}): CaseRun => ({
  runId: 'r-1',
  status: 'RUNNING',
  caseState: 'notice.tracking',
  taskAttempts: 0,
  activities: [],
  ...changes,
});
const running = (snapshot: object = {}, changes: Partial<CaseRun> = {}): InEngine => ({
  run: run(changes),
  asked: { kind: 'answered', snapshot: { state, seq: 3, pending: [], ...snapshot } },
});

const kindsOf = (register: InRegister, engine: InEngine): string[] =>
  differencesOf(register, engine).map(({ kind }) => kind);

describe('a case in register and engine', () => {
  it('agrees when place, state and effects are the same, in whatever order their parts come', () => {
    expect(kindsOf(known(), running({ state: { round: 1, phase: 'tracking' } }))).toEqual([]);
    expect(kindsOf(known({ pending: [effect('a')] }), running({ pending: [effect('a')] }))).toEqual([]);
  });

  it('agrees when nothing is left to do and nothing runs', () => {
    expect(kindsOf(known({ finished: true }), {})).toEqual([]);
    expect(kindsOf(known({ finished: true }), { run: run({ status: 'COMPLETED' }) })).toEqual([]);
    expect(kindsOf({ kind: 'unknown' }, {})).toEqual([]);
  });

  it('agrees when a run waits for its first command, of which the register cannot know', () => {
    expect(kindsOf({ kind: 'unknown' }, running({ seq: 0 }))).toEqual([]);
  });

  it.each<[string, InRegister, InEngine, Difference]>([
    ['no run at all', known(), {}, { kind: 'missing' }],
    [
      'a run that has ended',
      known(),
      { run: run({ status: 'TIMED_OUT' }) },
      { kind: 'missing', ended: 'TIMED_OUT' },
    ],
    ['a run behind', known(), running({ seq: 2 }), { kind: 'behind', register: 3, engine: 2 }],
    ['a run ahead', known(), running({ seq: 4 }), { kind: 'ahead', register: 3, engine: 4 }],
    ['another state', known(), running({ state: { ...state, round: 2 } }), { kind: 'state', seq: 3 }],
    [
      'other effects',
      known({ pending: [effect('a'), effect('b')] }),
      running({ pending: [effect('b'), effect('c')] }),
      { kind: 'pending', onlyRegister: ['a'], onlyEngine: ['c'] },
    ],
    ['a run of a finished case', known({ finished: true }), running(), { kind: 'leftRunning' }],
    ['a case that nobody recorded', { kind: 'unknown' }, running(), { kind: 'unknown', engine: 3 }],
    [
      'another attribute',
      known(),
      running({}, { caseState: 'notice.proposed' }),
      { kind: 'attribute', is: 'notice.proposed', shouldBe: 'notice.tracking' },
    ],
    ['a stream that cannot be', { kind: 'corrupt', why: 'x' }, running(), { kind: 'corrupt', why: 'x' }],
    [
      'a run that does not answer',
      known(),
      { run: run(), asked: { kind: 'silent', why: 'deadline' } },
      { kind: 'silent', why: 'deadline' },
    ],
    [
      'a run that fails',
      known(),
      { run: run({ taskAttempts: 3 }), asked: { kind: 'silent', why: 'failed' } },
      { kind: 'stuck', attempts: 3 },
    ],
    [
      'an effect that fails',
      known(),
      running({}, { activities: [{ type: 'actuate', attempts: 10, failure: 'no' }] }),
      { kind: 'effectFails', activity: 'actuate', attempts: 10, why: 'no' },
    ],
  ])('differs by %s', (_what, register, engine, difference) => {
    expect(differencesOf(register, engine)).toEqual([difference]);
  });

  it('is not called stuck or failing for what fails now and then', () => {
    const changes = { taskAttempts: 2, activities: [{ type: 'actuate', attempts: 9, failure: 'no' }] };
    expect(kindsOf(known(), running({}, changes))).toEqual([]);
  });
});

describe('what mends a difference', () => {
  it('throws nothing away unasked: only what is missing or behind is brought back by itself', () => {
    const unasked = (['missing', 'behind'] as const).map((kind) => remedyOf({ kind } as Difference, false));
    expect(unasked).toEqual(['start', 'tell']);
    for (const kind of ['ahead', 'state', 'pending', 'attribute', 'stuck'] as const) {
      expect(remedyOf({ kind } as Difference, false)).toBe('replace');
      // A case that needs no run is not given one.
      expect(remedyOf({ kind } as Difference, true)).toBe('end');
    }
  });

  it('is said by the command that does it', () => {
    const finding = {
      kind: 'notice',
      caseId: 'n-1',
      caseNumber: '限改-115-000001',
      finished: false,
    } as const;
    expect(linesOfFinding({ ...finding, differences: [{ kind: 'missing', ended: 'TERMINATED' }] })).toEqual([
      'notice/n-1（限改-115-000001）',
      '　不符：沒有執行中的流程，前一流程已被終止',
      '　處理：npm run cli -- rebuild --case notice/n-1',
    ]);
    const [, , advice] = linesOfFinding({
      ...finding,
      differences: [{ kind: 'ahead', register: 1, engine: 2 }],
    });
    expect(advice).toMatch(/rebuild --case notice\/n-1 --replace$/);
  });
});
