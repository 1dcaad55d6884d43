import type { LetterFacts, LetterParty, LetterTemplate } from './effect';

/** What a letter may say beside the case number and the name of the respondent, which every letter has. */
export type LetterFact = Exclude<
  keyof LetterFacts,
  'caseNumber' | 'respondentName' | 'confidential' | 'contactPersonId'
>;

/** To whom a letter goes, and with which facts. */
export interface LetterSpec {
  readonly to: readonly LetterParty[];
  /** In every letter of this template. */
  readonly facts: readonly LetterFact[];
  /** In some of them; a wording has to do without. */
  readonly optional: readonly LetterFact[];
}

const suspended: readonly LetterFact[] = ['reason', 'legalBases', 'effectiveDate'];
/** By 點13-2 a suspension has a ground, and by 點13-3 the number of the authority's letter. */
const eitherWay: readonly LetterFact[] = ['ground', 'seriousReason', 'reference'];

/**
 * Every letter, its recipients and its facts: what a wording can rely upon, and has to be written for. The core
 * is checked against it (`letter-catalogue.spec.ts`), wordings when they are entered.
 */
export const letterCatalogue: Readonly<Record<LetterTemplate, LetterSpec>> = {
  noticeIssued: {
    to: ['respondent'],
    facts: ['reason', 'items', 'legalBases', 'deadline'],
    optional: [],
  },
  reminder: { to: ['respondent'], facts: ['round', 'items', 'deadline'], optional: [] },
  telephoneRequest: { to: ['respondent'], facts: ['round'], optional: [] },
  supplementRequested: {
    to: ['respondent'],
    facts: ['round', 'remark', 'supplementDate'],
    optional: ['late'],
  },
  replyAssessed: { to: ['respondent'], facts: ['round', 'items', 'deadline'], optional: [] },
  actionReopened: { to: ['respondent'], facts: ['round', 'items', 'remark'], optional: [] },
  extensionDenied: { to: ['respondent'], facts: ['round', 'remark', 'deadline'], optional: [] },
  followUpResult: { to: ['respondent'], facts: ['round', 'result'], optional: ['deadline', 'remark'] },
  deadlineMoved: {
    to: ['respondent', 'centre'],
    facts: ['round', 'deadline', 'earlierDate', 'items'],
    optional: [],
  },
  cureAccepted: { to: ['respondent'], facts: ['remark'], optional: [] },
  noticeWithdrawn: { to: ['respondent'], facts: ['reason'], optional: [] },
  noticeDissolved: { to: ['respondent', 'bureau'], facts: [], optional: [] },
  suspensionNotice: {
    to: ['respondent'],
    facts: [...suspended, 'ground'],
    optional: ['seriousReason'],
  },
  suspensionReport: { to: ['bureau'], facts: [...suspended, 'ground'], optional: ['seriousReason'] },
  suspensionPostponed: {
    to: ['respondent', 'bureau'],
    facts: [...suspended, 'ground', 'earlierDate', 'remark'],
    optional: ['seriousReason'],
  },
  suspensionCancelled: {
    to: ['respondent', 'bureau'],
    facts: [...suspended, 'ground', 'remark'],
    optional: ['seriousReason'],
  },
  suspensionNotExecuted: {
    to: ['bureau'],
    facts: [...suspended, 'ground'],
    optional: ['seriousReason'],
  },
  suspensionExecuted: {
    to: ['respondent', 'bureau'],
    facts: [...suspended, 'ground'],
    optional: ['seriousReason'],
  },
  emergencySuspended: { to: ['respondent', 'bureau'], facts: [...suspended, 'reference'], optional: [] },
  ratificationRefused: { to: ['authority'], facts: [...suspended, 'reference', 'remark'], optional: [] },
  cureRejected: { to: ['respondent'], facts: [...suspended, 'remark'], optional: eitherWay },
  confirmationRequest: { to: ['authority'], facts: suspended, optional: eitherWay },
  confirmationReminder: { to: ['authority'], facts: suspended, optional: eitherWay },
  confirmationRefused: { to: ['respondent'], facts: [...suspended, 'remark'], optional: eitherWay },
  // Here the number is that of the confirmation.
  serviceRestored: {
    to: ['respondent', 'bureau'],
    facts: [...suspended, 'reference'],
    optional: ['ground', 'seriousReason'],
  },
  suspensionEnded: {
    to: ['respondent', 'bureau'],
    facts: [...suspended, 'reference'],
    optional: ['ground', 'seriousReason'],
  },
  suspensionDissolved: { to: ['respondent', 'bureau'], facts: suspended, optional: eitherWay },
};

/** True for the name of a letter. */
export const isLetterTemplate = (name: string): name is LetterTemplate =>
  Object.hasOwn(letterCatalogue, name);
