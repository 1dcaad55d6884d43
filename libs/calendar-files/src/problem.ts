/** What is wrong with a calendar file, in Chinese: what stands there, and what to do. */
export interface CalendarFileProblem {
  /** The line of the file, from 1; of a record that spans lines the last one. Null: the whole file. */
  readonly line: number | null;
  readonly message: string;
}

/** As it is shown to whoever imports the file. */
export function problemInChinese({ line, message }: CalendarFileProblem): string {
  return line === null ? message : `第 ${line} 行：${message}`;
}

const SHOWN_AT_MOST = 20;

/** In the order of the file; a file that is wrong throughout is not repeated in full. */
export function inOrder(problems: readonly CalendarFileProblem[]): CalendarFileProblem[] {
  const sorted = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (sorted.length <= SHOWN_AT_MOST) return sorted;
  const more = sorted.length - SHOWN_AT_MOST;
  return [
    ...sorted.slice(0, SHOWN_AT_MOST),
    { line: null, message: `另有 ${more} 處問題未列出，請先更正以上各處，或重新下載官方檔案。` },
  ];
}
