import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const organisation = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['centre', 'agency', 'bureau', 'authority']),
  centreId: z.string().optional(),
  mail: z.email(),
});

const role = z.enum([
  'drafter',
  'tracker',
  'supervisor',
  'centreAdministrator',
  'respondent',
  'bureau',
  'authority',
]);

const person = z.strictObject({
  id: z.string(),
  name: z.string(),
  organisationId: z.string(),
  phone: z.string(),
  email: z.email(),
  roles: z.array(role).min(1),
});

export const actions = [
  'draft',
  'submit',
  'approve',
  'return',
  'deliver',
  'reply',
  'confirmByTelephone',
  'assess',
  'followUp',
  'decideSuspension',
  'withdraw',
  'approveSuspension',
  'refuseSuspension',
  'deliverSuspension',
  'setEffectiveDate',
  'cure',
  'assessCure',
  'confirmRestoration',
  'refuseRestoration',
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
  directory: z.strictObject({ organisations: z.array(organisation), people: z.array(person) }),
  steps: z.array(z.union([command, acknowledge, awaited, service, letters])).min(1),
});

export type Script = z.infer<typeof script>;
export type Step = Script['steps'][number];
export type CommandStep = z.infer<typeof command>;
export type AcknowledgeStep = z.infer<typeof acknowledge>;
export type AwaitStep = z.infer<typeof awaited>;

/** The file cannot be played; says where it is wrong. The person who wrote it mends it. */
export class ScriptError extends Error {
  readonly code = 'demo.script';

  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.name = 'ScriptError';
  }
}

/** @throws ScriptError when there is no such file, or it is not a case script */
export async function readScript(file: string): Promise<Script> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new ScriptError(file, error instanceof Error ? error.message : 'cannot be read');
  });
  const parsed = script.safeParse(parseJson(file, text));
  if (!parsed.success) throw new ScriptError(file, z.prettifyError(parsed.error));
  return parsed.data;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ScriptError(file, error instanceof Error ? error.message : 'not JSON');
  }
}
