import { people, taipei } from '../case/play.fixture';
import { problemsOf, actionNumbers, citeBasis, type NoticeContent } from './content';
import {
  assess,
  complete,
  extendTo,
  issued,
  newNotice,
  reply,
  roundOf,
  seedContent,
  seedReply,
  submit,
  tracking,
} from './notice.fixture';
import { replyProblems, type ItemAnswer, type ReplyForm } from './reply';

const { tracker, respondent, drafter } = people;
const RECEIVED = taipei('2026-11-20', '10:00');

const fieldsOf = (form: ReplyForm, accepted: readonly number[] = []): string[] =>
  replyProblems(seedContent, accepted, form, '2026-11-20').map(({ field }) => field);

const withAnswers = (change: (answer: ItemAnswer) => ItemAnswer): ReplyForm => ({
  ...seedReply,
  answers: seedReply.answers.map(change),
});

const without = <T extends object>(value: T, key: keyof T): T =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as T;

describe('seed 002, part A as printed', () => {
  it('is a complete notice: five items, the fifth an instruction, two legal bases', () => {
    expect(problemsOf(seedContent)).toEqual([]);
    expect(seedContent.items).toHaveLength(5);
    expect(actionNumbers(seedContent)).toEqual([1, 2, 3, 4]);
    expect(seedContent.legalBases.map(citeBasis)).toEqual([
      '臺南市政府組織及團體輕量化收發平台(WebjAgent)系統申請及使用須知第3點(第1項第2款)',
      '公文電子交換系統資訊安全管理規範第五點第一項第三款',
    ]);
    expect(citeBasis({ kind: 'regulation', edition: '108', point: 13 })).toBe(
      '公文電子交換系統資訊安全管理規範第十三點',
    );
  });

  it('goes to the respondent whole', () => {
    const [letter] = issued().letters();
    expect(letter).toMatchObject({
      template: 'noticeIssued',
      recipient: { party: 'respondent', organisationId: 'XC12345678' },
      facts: {
        respondentName: '台南市 0000000 公會',
        reason: seedContent.reason,
        items: seedContent.items.map(({ text }) => text),
        legalBases: seedContent.legalBases.map(citeBasis),
        deadline: '2026-12-04',
      },
    });
  });

  const broken: readonly (readonly [string, Partial<NoticeContent>, readonly string[]])[] = [
    ['respondent', { respondentId: '', respondentName: ' ' }, ['respondentId', 'respondentName']],
    ['reason', { reason: ' \n' }, ['reason']],
    ['items', { items: [] }, ['items']],
    ['actions', { items: [{ number: 1, kind: 'instruction', text: '以電話確認之。' }] }, ['items']],
    [
      'numbers and texts',
      {
        items: [
          { number: 1, kind: 'action', text: '掃毒' },
          { number: 3, kind: 'action', text: '' },
        ],
      },
      ['items.1.text', 'items.1.number'],
    ],
    ['legal bases', { legalBases: [] }, ['legalBases']],
    ['a basis', { legalBases: [{ kind: 'other', text: '' }] }, ['legalBases.0.text']],
    ['contact', { contactPersonId: '' }, ['contactPersonId']],
    ['tracker', { trackerId: '' }, ['trackerId']],
  ];

  it.each(broken)('without its %s is refused with the fields named', (_what, change, fields) => {
    const content = { ...seedContent, ...change };
    const error = newNotice().refusal({ ...submit, content }, drafter, taipei('2026-11-02', '10:00'));
    expect(error.code).toBe('notice.incomplete');
    expect(error.fields?.map(({ field }) => field)).toEqual(fields);
  });

  it('lists everything at once', () => {
    const content = Object.assign(
      {},
      seedContent,
      ...broken.slice(1).map(([, change]) => change),
    ) as NoticeContent;
    const error = newNotice().refusal({ ...submit, content }, drafter, taipei('2026-11-02', '10:00'));
    expect(error.fields?.map(({ field }) => field)).toEqual([
      'reason',
      'items.1.text',
      'items.1.number',
      'legalBases.0.text',
      'contactPersonId',
      'trackerId',
    ]);
  });
});

describe('seed 002, part B as printed and filled in', () => {
  it('is a complete reply: accepted, confirmed, assessed, 改善完成', () => {
    const play = issued();
    expect(replyProblems(seedContent, [], seedReply, '2026-11-20')).toEqual([]);
    expect(seedReply.answers.flatMap(({ evidence }) => evidence)).toEqual([1, 2, 3, 4]);
    expect(play.do(reply(RECEIVED, 'email'), respondent, RECEIVED)).toEqual(['ReplyReceived']);
    play.do({ type: 'RecordTelephoneConfirmation', withPerson: 'filler-1' }, tracker, RECEIVED);
    expect(play.do(assess(play), tracker, RECEIVED)).toEqual(['ReplyAssessed']);
    expect(play.do(complete(play), tracker, RECEIVED)).toEqual(['FollowUpRecorded', 'NoticeClosed']);
    expect(play.state).toMatchObject({ phase: 'closed', outcome: 'completed' });
  });

  it.each<[string, ReplyForm, readonly string[]]>([
    ['seal', { ...seedReply, sealed: false }, ['sealed']],
    ['filler', { ...seedReply, fillerPersonId: '' }, ['filler']],
    ['an answer', { ...seedReply, answers: seedReply.answers.slice(0, 3) }, ['answers']],
    ['all answers', { ...seedReply, answers: [] }, ['answers', 'answers', 'answers', 'answers']],
    // Items 2 and 3 have dates of their own.
    ['the common date', without(seedReply, 'commonDate'), ['answers.0.date', 'answers.3.date']],
    [
      'evidence',
      withAnswers((answer) => without({ ...answer, evidence: [] }, 'noEvidenceReason')),
      ['answers.0.evidence', 'answers.1.evidence', 'answers.2.evidence', 'answers.3.evidence'],
    ],
    [
      'a reason for no attachment',
      withAnswers((answer) => (answer.item === 4 ? { ...answer, noEvidenceReason: ' ' } : answer)),
      ['answers.3.evidence'],
    ],
    [
      'a measure',
      withAnswers((answer) => (answer.item === 2 ? { ...answer, measure: '' } : answer)),
      ['answers.1.measure'],
    ],
    [
      'respect for the instruction',
      withAnswers((answer) => (answer.item === 4 ? { ...answer, item: 5 } : answer)),
      ['answers', 'answers.3.item'],
    ],
    [
      'an answer, another given twice',
      withAnswers((answer) => (answer.item === 4 ? { ...answer, item: 3 } : answer)),
      ['answers', 'answers.3.item'],
    ],
  ])('without %s it is not', (_what, form, fields) => {
    expect(fieldsOf(form)).toEqual(fields);
    const play = issued();
    const before = play.copy();
    const error = play.refusal(reply(RECEIVED, 'letter', form), respondent, RECEIVED);
    expect(error.code).toBe('reply.incomplete');
    expect(error.fields?.map(({ field }) => field)).toEqual(fields);
    expect(play).toEqual(before);
  });

  it('claims nothing as done that is still to come on the day on which it comes', () => {
    const play = issued();
    const early = taipei('2026-11-18', '23:59:59.999');
    expect(play.refusal(reply(early, 'letter', seedReply), respondent, RECEIVED)).toMatchObject({
      code: 'reply.incomplete',
      fields: [
        {
          field: 'commonDate',
          message: '完成日期不能晚於回復之日（民國115年11月18日）；尚未完成者，請填報未完成。',
        },
        { field: 'answers.2.date' },
      ],
    });
    const undone = withAnswers((answer) => ({ ...answer, done: false }));
    expect(play.copy().do(reply(early, 'letter', undone), respondent, RECEIVED)).toEqual(['ReplyReceived']);
    expect(play.do(reply(taipei('2026-11-20'), 'letter', seedReply), respondent, RECEIVED)).toEqual([
      'ReplyReceived',
    ]);
  });

  it('names everything that is wrong at once', () => {
    const form: ReplyForm = {
      fillerPersonId: '',
      sealed: false,
      answers: [
        { item: 1, measure: '', done: true, evidence: [] },
        { item: 7, measure: '掃毒', done: false, evidence: [] },
      ],
    };
    expect(fieldsOf(form)).toEqual([
      'filler',
      'sealed',
      'answers',
      'answers',
      'answers',
      'answers.0.measure',
      'answers.0.date',
      'answers.0.evidence',
      'answers.1.item',
    ]);
  });

  it('an action not done yet needs neither attachment nor date of completion', () => {
    const undone = withAnswers((answer) =>
      without({ ...answer, done: false, evidence: [] }, 'noEvidenceReason'),
    );
    expect(fieldsOf(without(undone, 'commonDate'))).toEqual([]);
  });

  it('in a later round answers only what has not been accepted', () => {
    expect(fieldsOf({ ...seedReply, answers: seedReply.answers.slice(1, 2) }, [1, 3, 4])).toEqual([]);
    expect(fieldsOf({ ...seedReply, answers: [] }, [1, 3, 4])).toEqual(['answers']);
  });
});

describe('查核', () => {
  const assessed = (...items: readonly (readonly [item: number, accepted: boolean, remark: string])[]) =>
    ({
      type: 'AssessReply',
      items: items.map(([item, accepted, remark]) => ({ item, accepted, remark })),
    }) as const;

  it.each([
    ['none', assessed(), ['items', 'items', 'items', 'items']],
    ['one too few', assessed([1, true, ''], [2, true, ''], [3, true, '']), ['items']],
    [
      'one twice',
      assessed([1, true, ''], [2, true, ''], [3, true, ''], [4, true, ''], [4, false, '否']),
      ['items'],
    ],
    [
      'the instruction',
      assessed([1, true, ''], [2, true, ''], [3, true, ''], [4, true, ''], [5, true, '']),
      ['items.4.item'],
    ],
    [
      'a no without a word',
      assessed([1, true, ''], [2, false, ' '], [3, true, ''], [4, true, '']),
      ['items.1.remark'],
    ],
  ] as const)('is by action, each once: %s', (_what, command, fields) => {
    const play = issued();
    play.do(reply(RECEIVED), respondent, RECEIVED);
    const error = play.refusal(command, tracker, RECEIVED);
    expect(error.code).toBe('reply.assessmentIncomplete');
    expect(error.fields?.map(({ field }) => field)).toEqual(fields);
  });

  it('carries what was accepted over to the next round', () => {
    const play = issued();
    play.do(reply(RECEIVED), respondent, RECEIVED);
    play.do(assess(play, 2, 4), tracker, RECEIVED);
    expect(tracking(play).accepted).toEqual([1, 3]);
    play.do(extendTo(play, '2026-12-21'), tracker, taipei('2026-12-07', '10:00'));
    expect(roundOf(play)).toMatchObject({ number: 2, repliedInTime: false });
    expect(roundOf(play)).not.toHaveProperty('reply');
    const answers = seedReply.answers.filter(({ item }) => item === 2 || item === 4);
    const later = taipei('2026-12-08', '10:00');
    play.do(reply(later, 'letter', { ...seedReply, answers }), respondent, later);
    expect(play.refusal(assessed([1, true, ''], [2, true, ''], [4, true, '']), tracker, later).code).toBe(
      'reply.assessmentIncomplete',
    );
    play.do(assess(play), tracker, later);
    expect(tracking(play).accepted).toEqual([1, 2, 3, 4]);
    expect(play.do(complete(play), tracker, later)).toEqual(['FollowUpRecorded', 'NoticeClosed']);
  });
});
