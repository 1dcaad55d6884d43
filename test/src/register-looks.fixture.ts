import type {
  NoticeFilter,
  NoticeRepository,
  SuspensionRepository,
  TaskRepository,
} from '@xiangaitong/persistence';
import { people } from './system.fixture';

/** What somebody looks up in the register, as the interface is asked for it. */
export interface Look {
  readonly name: string;
  readonly path: string;
  readonly actor?: string;
}

const search = (q: string, more = ''): string => `/notices?q=${encodeURIComponent(q)}${more}`;

/** Ids and cursors of the register that is looked into. */
export interface Samples {
  readonly noticeId: string;
  readonly suspensionId: string;
  readonly caseNumber: string;
  readonly respondentId: string;
  /** `next` of a page far into the list by id. */
  readonly deep: string;
}

/** Everything that is measured. */
export const looksAt = ({
  noticeId,
  suspensionId,
  caseNumber,
  respondentId,
  deep,
}: Samples): readonly Look[] => [
  { name: '列表，第一頁', path: '/notices' },
  { name: '列表，深處的一頁', path: `/notices?after=${deep}` },
  { name: '依改善期限排序，未結案', path: '/notices?sort=deadline&closed=false' },
  { name: '依改善期限排序', path: '/notices?sort=deadline' },
  { name: '依發文日排序', path: '/notices?sort=issued' },
  { name: '階段：待核准', path: '/notices?phase=awaitingApproval' },
  { name: '階段：追蹤中，依期限', path: '/notices?phase=tracking&sort=deadline' },
  { name: '階段：結案', path: '/notices?phase=closed' },
  { name: '追蹤人員', path: '/notices?trackerId=p-lin' },
  { name: '追蹤人員，未結案，依期限', path: '/notices?trackerId=p-lin&closed=false&sort=deadline' },
  { name: '改善對象', path: `/notices?respondentId=${respondentId}` },
  { name: '法令依據', path: '/notices?ground=13-1' },
  { name: '改善期限一週', path: '/notices?deadlineFrom=115/8/3&deadlineTo=115/8/9' },
  { name: '發文日一個月', path: '/notices?issuedFrom=115/3/1&issuedTo=115/3/31' },
  { name: '逾期', path: '/notices?overdue=true' },
  { name: '案號開頭（多）', path: `/notices?caseNumber=${encodeURIComponent(caseNumber.slice(0, 6))}` },
  { name: '案號', path: `/notices?caseNumber=${encodeURIComponent(caseNumber)}` },
  { name: '改善對象自己的列表', path: '/notices', actor: people.respondent },
  { name: '查詢：罕見', path: search('勒索軟體') },
  { name: '查詢：每件都有', path: search('公文') },
  { name: '查詢：沒有', path: search('太空船') },
  { name: '查詢：字都有而詞沒有', path: search('電子系統') },
  { name: '查詢：二詞', path: search('巨集 北區') },
  { name: '查詢：一字', path: search('軟') },
  { name: '查詢：一字，罕見', path: search('勒') },
  { name: '查詢：長句', path: search('使用公文電子交換系統電腦') },
  { name: '查詢：案號', path: search(caseNumber) },
  { name: '查詢：每件都有，且為一改善對象的', path: search('公文', `&respondentId=${respondentId}`) },
  { name: '查詢：每件都有，依發文日', path: search('公文', '&sort=issued') },
  { name: '查詢：八分之一，未結案，依期限', path: search('巨集', '&closed=false&sort=deadline') },
  { name: '查詢：改善對象自己的', path: search('公文'), actor: people.respondent },
  { name: '一件的現況', path: `/notices/${noticeId}` },
  { name: '一件的歷程', path: `/notices/${noticeId}/timeline` },
  { name: '一件的信件', path: `/dispatches?caseKind=notice&caseId=${noticeId}` },
  { name: '一件的待辦', path: `/tasks?caseId=${noticeId}` },
  { name: '待辦，未結', path: '/tasks?state=open' },
  { name: '待辦，全部', path: '/tasks' },
  { name: '待辦，本人的', path: '/tasks?state=open&mine=true', actor: people.tracker },
  { name: '中止案列表，依中止日', path: '/suspensions?sort=effective' },
  { name: '中止案查詢：每件都有', path: `/suspensions?q=${encodeURIComponent('北區')}` },
  { name: '一件中止案的歷程', path: `/suspensions/${suspensionId}/timeline` },
];

interface Repositories {
  readonly notices: NoticeRepository;
  readonly suspensions: SuspensionRepository;
  readonly tasks: TaskRepository;
}

/** What the repositories are asked for, whose statements are explained, and what to see in the plan. */
export interface Explained {
  readonly name: string;
  readonly says: string;
  /** Rows that the server may read for it, of tables and keys; where absent, those of a page. */
  readonly readsAtMost?: number;
  readonly ask: (repositories: Repositories) => Promise<unknown>;
}

const noticesBy =
  (tenant: string, filter: Partial<NoticeFilter>) =>
  ({ notices }: Repositories): Promise<unknown> =>
    notices.list({ scopes: [{ tenant }], limit: 50, ...filter });

/** Up to two thousand hits and one, each of which is compared with its text, and a page of the list. */
const SEARCH_READS = 2 * 2_001 + 2 * 51;
/** More suspensions than the tests' register has: of so few a server rightly reads all, and sorts them. */
const FEW_SUSPENSIONS = 300;

/** @param now business time */
export const explainedAt = (tenant: string, { respondentId }: Samples, now: number): readonly Explained[] => [
  {
    name: 'The first page',
    says: 'Read in the order of the key, which ends after a page.',
    ask: noticesBy(tenant, {}),
  },
  {
    name: 'Open ones by deadline',
    says: 'The key begins with tenant and closed, and goes on by deadline: nothing is sorted. Those without a deadline come by a statement of their own.',
    ask: noticesBy(tenant, { order: 'deadline', scopes: [{ tenant, closed: false }] }),
  },
  {
    name: 'By issue, the last first',
    says: 'The key backwards.',
    ask: noticesBy(tenant, { order: 'issued' }),
  },
  {
    name: 'A phase',
    says: 'A key of its own, so that few cases among many are not looked for one by one.',
    ask: noticesBy(tenant, { scopes: [{ tenant, phases: ['awaitingApproval'], closed: false }] }),
  },
  { name: 'A respondent', says: 'By the respondent, who has few.', ask: noticesBy(tenant, { respondentId }) },
  {
    name: 'A tracker',
    says: 'By the tracker; what the person has is sorted.',
    ask: noticesBy(tenant, { trackerId: 'p-lin' }),
  },
  {
    name: 'Overdue',
    says: 'A range of the open ones.',
    ask: noticesBy(tenant, { overdueAt: now, order: 'deadline' }),
  },
  {
    name: 'A rare word',
    says: 'The first statement begins with the rarest term and probes the others and the text by key; the second reads the cases that it named.',
    ask: noticesBy(tenant, { sought: { text: '勒索軟體' } }),
  },
  {
    name: 'A word that every case has',
    says: 'The first statement ends after two thousand hits; the second goes through the list in its order, comparing each text by key, and ends after a page.',
    readsAtMost: SEARCH_READS,
    ask: noticesBy(tenant, { sought: { text: '公文' } }),
  },
  {
    name: 'A point of the regulation',
    says: 'A term like any other.',
    readsAtMost: SEARCH_READS,
    ask: noticesBy(tenant, { sought: { point: { point: 13, paragraph: 1 } } }),
  },
  {
    name: 'Open tasks',
    says: 'By due time as the key has it; those without one, which come last, by a statement of their own where the page has room.',
    ask: ({ tasks }) => tasks.list({ tenant, open: true, limit: 50 }),
  },
  {
    name: 'Suspensions by effective date',
    says: 'By a key of their own.',
    readsAtMost: FEW_SUSPENSIONS,
    ask: ({ suspensions }) => suspensions.list({ scopes: [{ tenant }], order: 'effective', limit: 50 }),
  },
];
