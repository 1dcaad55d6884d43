import { createHash } from 'node:crypto';
import type { Actor, CaseKind } from '@xiangaitong/domain';
import { canonicalJson } from './canonical-json';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Longest command id that the engine's Updates take. */
const LONGEST = 128;

/** Under which name a command travels, so that a repetition of it is recognised everywhere. */
export interface CommandIdentity {
  readonly commandId: string;
  readonly fingerprint: string;
  readonly actor: Actor;
}

/** A person's key in the case: nobody can hit upon the command of another. */
export function commandIdOf(actor: Actor, idempotencyKey: string): string {
  const plain = `${actor.personId}:${idempotencyKey}`;
  if (plain.length <= LONGEST) return plain;
  return `${actor.personId}:${sha256(idempotencyKey).toString('base64url')}`;
}

/** True for a command that this person has sent. */
export const isCommandOf = ({ personId }: Actor, commandId: string): boolean =>
  commandId.startsWith(`${personId}:`);

/** What was asked: the same key with another fingerprint is a mistake of the caller's. */
export function fingerprintOf(asked: {
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly type: string;
  readonly body: unknown;
}): string {
  const { caseKind, caseId, type, body } = asked;
  return sha256(canonicalJson({ case: `${caseKind}/${caseId}`, type, body })).toString('hex');
}

/** The same of what is asked outside a case. */
export const fingerprintOfAct = (subject: string, type: string, body: unknown): string =>
  sha256(canonicalJson({ subject, type, body })).toString('hex');

/** An identifier that a repetition of the same command arrives at again. */
export function derivedId(prefix: string, ...parts: readonly string[]): string {
  return `${prefix}${sha256(parts.join('\n')).toString('hex').slice(0, 32)}`;
}

export interface CommandAddress {
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly commandId: string;
}

/** A command's name in an address: which case, and which command of it. */
export const publicCommandId = ({ caseKind, caseId, commandId }: CommandAddress): string =>
  `${caseKind}.${caseId}.${commandId}`;

export function parseCommandId(text: string): CommandAddress | undefined {
  const match = /^(notice|suspension)\.([0-9a-z-]{1,64})\.([0-9a-z-]{1,64}:[A-Za-z0-9_-]{8,100})$/.exec(text);
  const [, kind, caseId, commandId] = match ?? [];
  if (caseId === undefined || commandId === undefined) return undefined;
  return { caseKind: kind === 'notice' ? 'notice' : 'suspension', caseId, commandId };
}
