import type { NoticeContent } from '@xiangaitong/domain';
import type { DraftRow } from '../entities/draft.entity';

/** The form as it was saved; it may be incomplete, which `submit` checks. */
export const parseContent = (row: DraftRow): NoticeContent => row.content as NoticeContent;
