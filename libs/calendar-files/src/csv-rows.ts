import { err, ok, type Result } from '@xiangaitong/domain';
import { CsvError, parse } from 'csv-parse/sync';
import type { CalendarFileProblem } from './problem';

/** One record of the file; empty ones are left out, blanks around a cell dropped. */
export interface CsvRow {
  /** The line on which it ends. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Splits a text into records: commas, quoted fields, CRLF or LF. What the cells mean is not asked here. */
export function csvRows(text: string): Result<readonly CsvRow[], CalendarFileProblem> {
  const rows: CsvRow[] = [];
  try {
    // One kind of line end: within quotes the parser takes CRLF for two lines.
    parse(text.replaceAll('\r\n', '\n'), {
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      on_record: (record, { lines }) => {
        rows.push({ line: lines, cells: record });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A quote that is never closed is noticed at the end of the file: the record it spoils is the next one.
    const line = (rows.at(-1)?.line ?? 0) + 1;
    return err({ line, message: '引號不成對或位置有誤；請更正該行的引號，或重新下載官方檔案。' });
  }
  return ok(rows);
}
