import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** The file cannot be used; says where it is wrong. The person who wrote it mends it. */
export class FileError extends Error {
  readonly code = 'cli.file';

  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.name = 'FileError';
  }
}

/** The file could not be read at all. */
export const unreadable = (file: string, error: unknown): FileError =>
  new FileError(file, `檔案讀不到，請確認路徑與權限。（${reasonOf(error)}）`);

/** @throws FileError naming every place that does not fit */
export async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const parsed = schema.safeParse(parse(file, text), { error: inChinese });
  if (!parsed.success) throw new FileError(file, `內容與格式不符：\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const { localeError: inChinese } = z.locales.zhTW();

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new FileError(file, `不是正確的 JSON。（${reasonOf(error)}）`);
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
