import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of the official form as the authority publishes it. */
export interface PublishedYear {
  readonly year: number;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** The years in the repository: official form, UTF-8 with a byte order mark, CRLF. */
export const publishedYears: readonly PublishedYear[] = [2025, 2026, 2027].map((year) => {
  const bytes = readFileSync(join(__dirname, '../../domain/src/calendar/data', `${year}.csv`));
  return { year, bytes, text: new TextDecoder('utf-8').decode(bytes) };
});
