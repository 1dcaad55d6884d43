import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { directory, readDirectory, type Directory } from '../directory/directory.parser';
import { readJson } from '../directory/json-file.parser';

const caseActions = [
  'draft',
  'amend',
  'submit',
  'approve',
  'return',
  'deliver',
  'reply',
  'confirmByTelephone',
  'noteUnansweredCall',
  'requestSupplement',
  'assess',
  'reopen',
  'requestExtension',
  'denyExtension',
  'followUp',
  'decideSuspension',
  'acceptCure',
  'withdraw',
  'approveWithdrawal',
  'refuseWithdrawal',
  'reassignTracker',
  'dissolve',
  'approveDissolution',
  'refuseDissolution',
  'openSuspension',
  'openEmergency',
  'approveSuspension',
  'refuseSuspension',
  'deliverSuspension',
  'setEffectiveDate',
  'cure',
  'assessCure',
  'confirmRestoration',
  'refuseRestoration',
  'cancelSuspension',
  'postponeSuspension',
  'approveChange',
  'refuseChange',
  'dissolveSuspended',
  'approveSuspendedDissolution',
  'refuseSuspendedDissolution',
  'ratifyEmergency',
  'refuseRatification',
  'recordConfirmationLetter',
  'approveConfirmationLetter',
  'refuseConfirmationLetter',
  'recordRefusalLetter',
  'requestConfirmationAgain',
  'reassignSuspension',
  'withdrawConfirmation',
  'adoptCalendar',
  'enterClosure',
] as const;
export type CaseAction = (typeof caseActions)[number];

const letterActions = [
  'acknowledge',
  'serveLetter',
  'bounceLetter',
  'resendLetter',
  'dismissLetter',
] as const;
export type LetterAction = (typeof letterActions)[number];

const directoryActions = ['substitute', 'disablePerson', 'linkSuccessor'] as const;
export type DirectoryAction = (typeof directoryActions)[number];

const say = z.string().describe('What a spectator reads');
const actor = z.string().regex(/^[0-9a-z-]+:[A-Za-z]+$/, 'person:role');

const caseName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .optional()
  .describe('Which case, where there are several: `notice`, or as the step named it that opened it');

const request = z.strictObject({
  say,
  as: actor,
  body: z.record(z.string(), z.unknown()).optional(),
  refusal: z.string().optional().describe('The code by which this must be refused'),
});
const command = request.extend({
  do: z.enum(caseActions),
  case: caseName,
  warning: z.string().optional().describe('The code of what the answer must warn of'),
});
const letter = request.extend({
  do: z.enum(letterActions),
  case: caseName,
  template: z.string(),
});
const inDirectory = request.extend({
  do: z.enum(directoryActions),
  whom: z.string().describe('The person or the organisation'),
});
const task = z.strictObject({
  say,
  task: z.string(),
  of: z.string().describe('Before whom it must lie open'),
  case: caseName,
});
const awaited = z.strictObject({
  say,
  await: z.string().describe('Type of the event'),
  case: caseName,
  round: z.int().optional(),
  by: z.string().optional(),
});
const service = z.strictObject({ say, service: z.string(), is: z.enum(['on', 'off']) });
const letters = z.strictObject({ say, letters: z.literal('accepted') });

const script = z.strictObject({
  title: z.string(),
  directory: z
    .union([z.string(), directory])
    .describe('Organisations and people, or the file that has them, as seen from the script'),
  policy: z
    .strictObject({ onSilence: z.enum(['automatic', 'manual']) })
    .optional()
    .describe('Where the centre departs from the policy that the product ships with'),
  steps: z.array(z.union([command, letter, inDirectory, awaited, task, service, letters])).min(1),
});

/** A script with its directory read. */
export type Script = z.infer<typeof script> & { readonly directory: Directory };
export type Step = Script['steps'][number];
export type CommandStep = z.infer<typeof command>;
export type LetterStep = z.infer<typeof letter>;
export type DirectoryStep = z.infer<typeof inDirectory>;
export type RequestStep = CommandStep | LetterStep | DirectoryStep;
export type AwaitStep = z.infer<typeof awaited>;
export type TaskStep = z.infer<typeof task>;

/** @throws FileError when there is no such file, or it is not a case script; likewise for its directory */
export async function readScript(file: string): Promise<Script> {
  const read = await readJson(file, script);
  const people = read.directory;
  const found = typeof people === 'string' ? await readDirectory(resolve(dirname(file), people)) : people;
  return { ...read, directory: found };
}
