/** Tells a caller that this is the answer of an earlier request under the same key. */
export const replayHeaders = (replayed: boolean): Readonly<Record<string, string>> =>
  replayed ? { 'Idempotent-Replay': 'true' } : {};
