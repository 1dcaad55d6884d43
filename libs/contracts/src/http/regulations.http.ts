import { z } from 'zod';

const edition = z.object({
  id: z.string().describe('The year of the Republic in which it was issued'),
  title: z.string(),
  issued: z.string(),
  reference: z.string().describe('The letter with which it was issued'),
  inForce: z.boolean().describe('Cases are issued under it; an older one stays for the cases that have it'),
});

export const regulationsView = z.object({ entries: z.array(edition) }).meta({ id: 'Regulations' });

const provision = z
  .object({
    number: z.int(),
    text: z.string(),
    get parts() {
      return z.array(provision);
    },
  })
  .meta({ id: 'Provision', description: '項、款、目或細目' });

export const regulationView = edition
  .extend({
    points: z.array(z.object({ number: z.int(), paragraphs: z.array(provision) })).describe('各點'),
    grounds: z
      .array(z.object({ number: z.int(), text: z.string() }))
      .describe('點13第2項各款：得中止服務之情形'),
    text: z.array(z.string()).describe('All of it as it is printed, a line each'),
  })
  .meta({ id: 'Regulation' });
