import type { CaseKind } from '../case/case-core';
import { approvedContent, suspensionDisclosure, suspensionKnownBy } from './suspension-disclosure';
import { issuedContent, noticeDisclosure, noticeKnownBy } from './notice-disclosure';
import { only, outsiders, partAt, type Outsider } from './seen';

/** An event of a case, with what is said in it apart from its type. */
interface Told {
  readonly type: string;
  readonly data: object;
}

interface Rules {
  readonly knownBy: Readonly<Record<Outsider, readonly string[]>>;
  readonly seen: ReadonlyMap<string, { readonly [O in Outsider]?: readonly string[] }>;
  /** Puts into force what another event, of officers only, has said: outsiders see these parts with it. */
  readonly inForce: { readonly by: string; readonly of: string; readonly parts: readonly string[] };
}

const rules: Readonly<Record<CaseKind, Rules>> = {
  notice: {
    knownBy: noticeKnownBy,
    seen: new Map(Object.entries(noticeDisclosure)),
    inForce: { by: 'NoticeIssued', of: 'NoticeSubmitted', parts: issuedContent },
  },
  suspension: {
    knownBy: suspensionKnownBy,
    seen: new Map(Object.entries(suspensionDisclosure)),
    inForce: { by: 'SuspensionApproved', of: 'SuspensionDecided', parts: approvedContent },
  },
};

/** The outsiders to whom one of these events makes the case known, if it was not before. */
export const knownThrough = (kind: CaseKind, types: readonly string[]): readonly Outsider[] =>
  outsiders.filter((outsider) => types.some((type) => rules[kind].knownBy[outsider].includes(type)));

/** True for a type of event that the outsider sees, in some case. */
export const isSeenBy = (kind: CaseKind, type: string, outsider: Outsider): boolean =>
  rules[kind].seen.get(type)?.[outsider] !== undefined;

/**
 * A case's history as an outsider sees it: the events that concern them, in order, each with the parts that
 * `noticeDisclosure` and `suspensionDisclosure` give them, and with who did it as it came: that is for the caller to
 * leave out. Nothing that the tables do not name is seen.
 * @param events the whole stream
 */
export function disclosed<E extends Told>(kind: CaseKind, events: readonly E[], outsider: Outsider): E[] {
  const { seen, inForce } = rules[kind];
  const shown: E[] = [];
  let dateApproved = false;
  let putForward: object = {};
  for (const event of events) {
    if (event.type === 'SuspensionApproved') dateApproved = true;
    if (event.type === 'EffectiveDateSet') dateApproved = false;
    if (event.type === inForce.of) putForward = event.data;
    const parts = seen.get(event.type)?.[outsider];
    if (parts === undefined || isUndecided(event, dateApproved)) continue;
    const more = event.type === inForce.by ? only(putForward, inForce.parts) : {};
    shown.push({ ...event, data: { ...only(event.data, parts), ...more } });
  }
  return shown;
}

/** It says what one person wants and a second one has still to agree to; those who are concerned hear of it then. */
const isUndecided = ({ type, data }: Told, dateApproved: boolean): boolean =>
  (type === 'FollowUpRecorded' && partAt(data, 'result.kind') === 'suspend') ||
  (type === 'SuspensionPostponed' && !dateApproved);
