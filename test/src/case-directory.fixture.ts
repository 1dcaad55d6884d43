import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writtenCounty } from '@xiangaitong/contracts';
import type { Role } from '@xiangaitong/domain';
import { z } from 'zod';
import { workspaceRoot } from './app-process.fixture';

const directory = z.object({
  organisations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['centre', 'agency', 'bureau', 'authority']),
      centreId: z.string().optional(),
      county: writtenCounty.optional(),
      mail: z.string(),
    }),
  ),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      organisationId: z.string(),
      phone: z.string(),
      email: z.string(),
      roles: z.array(z.custom<Role>((role) => typeof role === 'string')),
    }),
  ),
});

export const casesFolder = join(workspaceRoot, 'docs/cases');
export const caseFile = (name: string): string => join(casesFolder, `${name}.json`);

/** Organisations and people of the case scripts. */
export const readDirectory = (): z.output<typeof directory> =>
  directory.parse(JSON.parse(readFileSync(caseFile('directory/tainan'), 'utf8')));
