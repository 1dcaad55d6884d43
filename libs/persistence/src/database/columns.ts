import { DefaultNamingStrategy, type EntitySchemaColumnOptions, type ValueTransformer } from 'typeorm';
import type { Instant } from '@xiangaitong/domain';

/** An instant as the database driver takes it; the connection writes and reads it as UTC. */
export const toDate = (instant: Instant): Date => new Date(instant);

/** Epoch milliseconds in code, `datetime(3)` in UTC in the database. */
export const instantTransformer: ValueTransformer = {
  to: (instant: Instant | null | undefined) => (typeof instant === 'number' ? toDate(instant) : instant),
  from: (date: Date | null | undefined) => (date instanceof Date ? date.getTime() : date),
};

type Column = EntitySchemaColumnOptions;

export const text = (length: number, options: Partial<Column> = {}): Column => ({
  type: 'varchar',
  length,
  ...options,
});

export const instant = (options: Partial<Column> = {}): Column => ({
  type: 'datetime',
  precision: 3,
  transformer: instantTransformer,
  ...options,
});

/** When the row was written, by the database's clock in UTC; never business time. */
export const recordedAt = (): Column => instant({ insert: false, update: false });

export const json = (options: Partial<Column> = {}): Column => ({ type: 'json', ...options });
export const flag = (options: Partial<Column> = {}): Column => ({ type: 'boolean', ...options });
export const count = (options: Partial<Column> = {}): Column => ({ type: 'int', unsigned: true, ...options });

export const key = { primary: true } as const;
export const optional = { nullable: true } as const;

/** Lengths of what is referred to from many tables. */
export const lengths = {
  organisation: 20,
  person: 64,
  kind: 16,
  caseId: 100,
  caseNumber: 60,
  command: 200,
  effect: 160,
  phase: 32,
  name: 64,
  reason: 2000,
  wording: 64,
} as const;

/** `respondentId` in code is `respondent_id` in the database. */
export class SnakeCaseNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ? customName : propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
