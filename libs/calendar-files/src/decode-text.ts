import { err, ok, type Result } from '@xiangaitong/domain';
import type { CalendarFileProblem } from './problem';

/** A decade of days is under 300 KB; more is another file taken by mistake. */
const MAX_BYTES = 1_048_576;

/**
 * The text of a file in UTF-8, with or without a byte order mark, or else in Big5, as older files are. Nothing is
 * replaced: bytes that are neither are refused. A text of some length in Big5 is never valid UTF-8.
 */
export function decodeText(bytes: Uint8Array): Result<string, CalendarFileProblem> {
  if (bytes.length > MAX_BYTES) return refused('檔案超過 1 MB，不是辦公日曆表；請確認選取的檔案。');
  if (isUtf16(bytes)) return refused('檔案編碼為 UTF-16；請另存為「CSV UTF-8」後再匯入。');
  const text = decodedAs('utf-8', bytes) ?? decodedAs('big5', bytes);
  return text === undefined
    ? refused('檔案編碼不是 UTF-8 或 Big5；請另存為「CSV UTF-8」後再匯入，或重新下載官方檔案。')
    : ok(text);
}

/**
 * What no calendar has in it: control characters, and the private use to which the platform maps bytes that Big5
 * does not define, even where it is told to refuse what it does not know.
 */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const FOREIGN = /[\u0000-\u0008\u000b-\u000c\u000e-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd]/;

/** Drops the byte order mark; undefined when a byte has no place in the encoding. */
function decodedAs(encoding: 'utf-8' | 'big5', bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return FOREIGN.test(text) ? undefined : text;
  } catch (error) {
    if (isInvalidData(error)) return undefined;
    throw error;
  }
}

/** How a fatal decoder says that the bytes are not of its encoding; anything else is a fault of ours. */
function isInvalidData(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
  );
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function refused(message: string): Result<never, CalendarFileProblem> {
  return err({ line: null, message });
}
