import { z } from 'zod';

/** The number of a version in an address, from 1. */
export const versionParam = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);
