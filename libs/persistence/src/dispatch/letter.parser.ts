import type { LetterFacts } from '@xiangaitong/domain';
import type { DispatchRow } from '../entities/dispatch.entity';

/** What the letter says, as `record` put it there. */
export const parseFacts = (row: DispatchRow): LetterFacts => row.facts as LetterFacts;
