import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from './problem';
import { contextOf } from './request-context';

/** Bytes of a JSON body; papers and evidence do not come in JSON. */
export const BODY_LIMIT_BYTES = 1_048_576;

/**
 * Reads a JSON body. Express's own parser replaces bytes that are not UTF-8, so that a name would be
 * stored with a hole in it and no one told; here they are refused.
 */
export function jsonBody(
  request: IncomingMessage,
  _response: ServerResponse,
  next: (error?: unknown) => void,
): void {
  if (request.method === 'GET' || request.method === 'HEAD' || !hasBody(request)) {
    next();
    return;
  }
  readBody(request).then(
    (bytes) => {
      try {
        if (bytes.length > 0) contextOf(request).body = parseJson(request, bytes);
        next();
      } catch (error) {
        next(error);
      }
    },
    (error: unknown) => next(error),
  );
}

const hasBody = (request: IncomingMessage): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/** Reads to the end even what is too long, or the caller would see a broken connection instead of the answer. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= BODY_LIMIT_BYTES) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => {
      if (length > BODY_LIMIT_BYTES) reject(new Problem('request.tooLarge'));
      else resolve(Buffer.concat(chunks));
    });
    request.on('error', (cause) => reject(new Problem('request.malformed', { cause })));
    request.on('aborted', () => reject(new Problem('request.malformed')));
  });
}

function parseJson(request: IncomingMessage, bytes: Buffer): unknown {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type.trim()) || encoding !== 'identity') {
    throw new Problem('request.unsupportedType');
  }
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return value;
  } catch (cause) {
    throw new Problem('request.malformed', { cause });
  }
}
