import type { WordingTexts } from '@xiangaitong/domain';
import type { LetterWordingRow } from '../entities/letter-wording.entity';

/** The texts, as they were checked when they were added. */
export const parseTexts = (row: LetterWordingRow): WordingTexts => row.texts;
