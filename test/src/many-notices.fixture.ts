import {
  addDays,
  civilDateAt,
  governmentCalendar2025to2027 as calendar,
  instantAt,
  noticeCore,
  type CivilDate,
  type Instant,
  type NoticeContent,
} from '@xiangaitong/domain';
import { rowsOfCase, searchTextOf, termsOf } from '@xiangaitong/persistence';
import type { DataSource, QueryRunner } from 'typeorm';
import { insertRows, TermRows } from './bulk-insert.fixture';
import { copyRows, dropPlayed, keepPlayed, renamed } from './copied-cases.fixture';
import { decide, growSuspension, Grown, type GrownNotice, type GrownSuspension } from './open-cases.fixture';
import { reasonOf, respondentOf, RESPONDENTS, itemsOf } from './notice-texts.fixture';

/** Cases that are written together. */
const BATCH = 500;
/** Notices that are played; more are copies of them under other ids and numbers, made by the server. */
const PLAYED = 2_000;
/** Terms of one case, more than any has. */
const TERMS_EACH = 300;
/** Days over which notices were issued: from the spring of the year before on. */
const SPREAD = 480;
const HOUR = 3_600_000;

export interface Filled {
  readonly notices: number;
  readonly suspensions: number;
  readonly events: number;
  readonly tasks: number;
  readonly letters: number;
  readonly terms: number;
}

interface Settings {
  readonly tenant: string;
  readonly trackers: readonly string[];
  /** Notices in all. */
  readonly count: number;
  readonly now: Instant;
}

/**
 * Fills the register with notices as an exchange centre has them after years: nine in ten are closed, most after the
 * first round; one in twenty led to a suspension. Events, commands, audit records, effects, letters, tasks and search
 * index are what recording each transition would have written, letters as if they had arrived.
 */
export async function fillWithNotices(register: DataSource, settings: Settings): Promise<Filled> {
  const { count } = settings;
  const filled = { notices: 0, suspensions: 0, events: 0, tasks: 0, letters: 0, terms: 0 };
  const terms = { notice: new TermRows(count * TERMS_EACH), suspension: new TermRows(count * TERMS_EACH) };
  const runner = register.createQueryRunner();
  await runner.query('SET SESSION unique_checks = 0, foreign_key_checks = 0');
  await insertOrganisations(runner, settings.tenant);
  let doc = 0;
  const played = Math.min(count, PLAYED);
  const copies = Math.floor(count / played) - 1;
  const texts: { readonly kind: 'notice' | 'suspension'; readonly text: string }[] = [];
  for (let from = 0; from < played; from += BATCH) {
    const rows: Rows = {
      notice: [],
      suspension: [],
      event: [],
      command: [],
      auditRecord: [],
      effect: [],
      dispatch: [],
      task: [],
      searchText: [],
    };
    for (let i = from; i < Math.min(from + BATCH, played); i += 1) {
      const notice = growNotice(i, settings);
      const grown: (GrownNotice | GrownSuspension)[] = [notice];
      const { state } = notice;
      const decidedAt = 'decidedAt' in state ? state.decidedAt : undefined;
      if (decidedAt !== undefined && notice.decision !== undefined)
        grown.push(
          growSuspension(i, notice, { tenant: settings.tenant, respondentId: '' }, decidedAt, settings.now),
        );
      for (const one of grown) {
        doc += 1;
        const text = collect(rows, one, settings.tenant, doc);
        terms[one.core.kind].add(doc, termsOf(text.split(' ')));
        texts.push({ kind: one.core.kind, text });
      }
    }
    await runner.startTransaction();
    for (const [entity, of] of Object.entries(rows)) if (of.length > 0) await insertRows(runner, entity, of);
    await runner.commitTransaction();
    filled.notices += rows.notice.length * (copies + 1);
    filled.suspensions += rows.suspension.length * (copies + 1);
    filled.events += rows.event.length * (copies + 1);
    filled.tasks += rows.task.length * (copies + 1);
    filled.letters += rows.dispatch.length * (copies + 1);
  }
  await keepPlayed(runner);
  for (let copy = 1; copy <= copies; copy += 1) {
    await copyRows(runner, copy, texts.length);
    for (const [index, { kind, text }] of texts.entries())
      terms[kind].add(copy * texts.length + index + 1, termsOf(renamed(text, copy).split(' ')));
  }
  await dropPlayed(runner);
  await runner.startTransaction();
  for (const kind of ['notice', 'suspension'] as const) filled.terms += await terms[kind].write(runner, kind);
  await runner.commitTransaction();
  await runner.query('SET SESSION unique_checks = 1, foreign_key_checks = 1');
  for (const table of [
    'notices',
    'suspensions',
    'events',
    'tasks',
    'dispatches',
    'search_texts',
    'search_terms',
  ])
    await runner.query(`ANALYZE TABLE ${table}`);
  await runner.release();
  return filled;
}

type Rows = Record<
  | 'notice'
  | 'suspension'
  | 'event'
  | 'command'
  | 'auditRecord'
  | 'effect'
  | 'dispatch'
  | 'task'
  | 'searchText',
  object[]
>;

/** Adds the rows of a case. @returns what it is found by */
function collect(
  rows: Rows,
  { core, id, transitions }: GrownNotice | GrownSuspension,
  tenant: string,
  doc: number,
): string {
  const { kind: caseKind } = core;
  const inputs = transitions.map((transition) => ({
    ...transition,
    caseKind,
    caseId: id,
    tenant,
    calendarUntil: calendar.lastDay,
  }));
  const written = rowsOfCase(inputs);
  const { summary, events = [] } = inputs[0] ?? {};
  const [begun] = events;
  if (written.case === undefined || summary === undefined || begun === undefined)
    throw new Error(`${id} has not begun`);
  rows[caseKind].push(written.case);
  rows.event.push(...written.event);
  rows.command.push(...written.command);
  rows.auditRecord.push(...written.audit);
  rows.effect.push(...written.effect.map((effect) => ({ ...effect, state: 'done', doneAt: begun.at })));
  rows.dispatch.push(
    ...written.dispatch.map((letter) => ({
      ...letter,
      state: 'accepted',
      attempts: 1,
      messageId: `<${letter.id}@bench.example>`,
      acceptedAt: letter.queuedAt,
      arrivalChecked: true,
      reported: true,
    })),
  );
  rows.task.push(...written.task);
  const text = searchTextOf(summary, begun);
  rows.searchText.push({ doc, caseKind, caseId: id, text });
  return text;
}

async function insertOrganisations(runner: QueryRunner, tenant: string): Promise<void> {
  const all = Array.from({ length: RESPONDENTS - 1 }, (_, index) => respondentOf(index + 1));
  await insertRows(
    runner,
    'organisation',
    all.map((one) => ({ ...one, kind: 'agency', centreId: tenant, status: 'T', email: null, county: null })),
  );
}

/** Identifiers as the product's own: in no order of time. */
const idOf = (i: number): string => {
  const mixed = Math.imul(i + 1, 0x9e3779b1) >>> 0;
  return `${mixed.toString(16).padStart(8, '0')}-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;
};

/** One in ten is recent, and may be open; most others were cured in the first round. */
function growNotice(i: number, { tenant, trackers, now }: Settings): GrownNotice {
  const today = civilDateAt(now);
  const age = i % 10 === 0 ? 1 + ((i / 10) % 20) : 60 + (Math.imul(i, 7919) % (SPREAD - 60));
  const issuedOn = addDays(today, -age);
  const deadline = addDays(issuedOn, 15 + (i % 12));
  const id = idOf(i);
  const notice: GrownNotice = new Grown(noticeCore, id, tenant, () => undefined);
  const { id: respondentId, name: respondentName } = respondentOf(Math.imul(i, 31) % RESPONDENTS);
  const content: NoticeContent = {
    respondentId,
    respondentName,
    reason: reasonOf(i),
    items: itemsOf(i),
    legalBases: [{ kind: 'regulation', edition: '108', point: [5, 8, 13][i % 3] ?? 13, paragraph: 1 }],
    deadline,
    contactPersonId: 'p-wang',
    trackerId: trackers[i % trackers.length] ?? '',
    confidential: i % 50 === 0,
  };
  const caseNumber = `限改-${Number(issuedOn.slice(0, 4)) - 1911}-000-${String(i).padStart(4, '0')}`;
  notice.do(
    { type: 'SubmitNotice', noticeId: id, caseNumber, content },
    'drafter',
    instantAt(issuedOn, 9, 0),
  );
  if (age < 3 && i % 20 === 0) return rest(notice, now);
  notice.do({ type: 'ApproveNotice' }, 'supervisor', instantAt(issuedOn, 10, 0));
  if (i % 16 === 3) return endInSuspension(notice, i, now);
  if (i % 25 === 7) {
    notice.do(
      { type: 'WithdrawNotice', reason: '誤繕，另行發文。' },
      'supervisor',
      instantAt(issuedOn, 15, 0),
    );
    return notice;
  }
  cure(notice, i, deadline, now);
  return rest(notice, now);
}

/** Nobody answers, until the third round is over. */
function endInSuspension(notice: GrownNotice, i: number, now: Instant): GrownNotice {
  notice.sleep(now, ({ phase }) => phase !== 'proposed');
  if (notice.state.phase === 'proposed') decide(notice, i, now);
  return rest(notice, now);
}

/** The reply comes a day before the first deadline, or one in five in the second round; it is accepted. */
function cure(notice: GrownNotice, i: number, deadline: CivilDate, now: Instant): void {
  const repliedAt = instantAt(addDays(deadline, i % 5 === 0 ? 8 : -1), 10, 0);
  if (repliedAt + 2 * HOUR > now) return;
  notice.sleep(repliedAt);
  const date = civilDateAt(repliedAt);
  const actions = itemsOf(i).filter(({ kind }) => kind === 'action');
  const answers = actions.map(({ number: item }) => ({
    item,
    measure: '已依限處理完竣，佐證資料如附件。',
    done: true,
    evidence: [item],
  }));
  const form = { fillerPersonId: 'p-lee', answers, commonDate: date, sealed: true };
  notice.do({ type: 'SubmitReply', channel: 'letter', form, receivedAt: repliedAt }, 'respondent', repliedAt);
  const items = actions.map(({ number: item }) => ({ item, accepted: true, remark: '' }));
  notice.do({ type: 'AssessReply', items }, 'tracker', repliedAt + HOUR);
  const { state } = notice;
  if (state.phase !== 'tracking') return;
  const done = { kind: 'complete' } as const;
  notice.do(
    { type: 'RecordFollowUp', round: state.round.number, result: done },
    'tracker',
    repliedAt + 2 * HOUR,
  );
}

function rest(notice: GrownNotice, now: Instant): GrownNotice {
  notice.sleep(now);
  return notice;
}
