import { noticePage } from '@xiangaitong/contracts';
import type { Samples } from './register-looks.fixture';
import type { System } from './system.fixture';

/** Pages of a hundred that are turned to come far into the list. */
const DEEP = 300;

/** Something of everything that the register holds. */
export async function samplesOf({ api, register }: System): Promise<Samples> {
  const first = async (sql: string): Promise<Record<string, string>> => {
    const [row] = await register.query<Record<string, string>[]>(sql);
    if (row === undefined) throw new Error(`nothing there: ${sql}`);
    return row;
  };
  const notice = await first(
    `SELECT r.id, r.case_number AS number, r.respondent_id AS respondent FROM notices r
      WHERE r.closed = TRUE AND r.respondent_id <> 'XC12345678' ORDER BY r.id LIMIT 1`,
  );
  const suspension = await first('SELECT id FROM suspensions ORDER BY id LIMIT 1');
  let deep = '';
  for (let page = 0; page < DEEP; page += 1) {
    const { next } = await api.get(`/notices?limit=100${deep === '' ? '' : `&after=${deep}`}`, noticePage);
    if (next === undefined) break;
    deep = next;
  }
  return {
    noticeId: notice['id'] ?? '',
    caseNumber: notice['number'] ?? '',
    respondentId: notice['respondent'] ?? '',
    suspensionId: suspension['id'] ?? '',
    deep,
  };
}
