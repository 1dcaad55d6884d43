import { z } from 'zod';
import { directory } from '../directory/directory.parser';
import { readJson } from '../directory/json-file.parser';

export const actions = [
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
  'withdraw',
  'approveWithdrawal',
  'refuseWithdrawal',
  'reassignTracker',
  'dissolve',
  'approveDissolution',
  'refuseDissolution',
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
  'withdrawConfirmation',
] as const;
export type Action = (typeof actions)[number];

const say = z.string().describe('What a spectator reads');
const actor = z.string().regex(/^[0-9a-z-]+:[A-Za-z]+$/, 'person:role');

const command = z.strictObject({
  say,
  as: actor,
  do: z.enum(actions),
  body: z.record(z.string(), z.unknown()).optional(),
  refusal: z.string().optional().describe('The code by which this must be refused'),
});
const acknowledge = z.strictObject({ say, as: actor, do: z.literal('acknowledge'), template: z.string() });
const awaited = z.strictObject({
  say,
  await: z.string().describe('Type of the event'),
  round: z.int().optional(),
  by: z.string().optional(),
});
const service = z.strictObject({ say, service: z.string(), is: z.enum(['on', 'off']) });
const letters = z.strictObject({ say, letters: z.literal('accepted') });

const script = z.strictObject({
  title: z.string(),
  directory,
  steps: z.array(z.union([command, acknowledge, awaited, service, letters])).min(1),
});

export type Script = z.infer<typeof script>;
export type Step = Script['steps'][number];
export type CommandStep = z.infer<typeof command>;
export type AcknowledgeStep = z.infer<typeof acknowledge>;
export type AwaitStep = z.infer<typeof awaited>;

/** @throws FileError when there is no such file, or it is not a case script */
export const readScript = (file: string): Promise<Script> => readJson(file, script);
