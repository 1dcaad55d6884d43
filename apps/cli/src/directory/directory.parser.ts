import { writtenCounty } from '@xiangaitong/contracts';
import { z } from 'zod';
import { readJson } from './json-file.parser';

const organisation = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['centre', 'agency', 'bureau', 'authority']),
  centreId: z.string().optional(),
  county: writtenCounty.optional(),
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

/** Organisations and people, as a file brings them. */
export const directory = z.strictObject({ organisations: z.array(organisation), people: z.array(person) });
export type Directory = z.infer<typeof directory>;

/** @throws FileError when there is no such file, or it is no directory */
export const readDirectory = (file: string): Promise<Directory> => readJson(file, directory);
