import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { CaseKind } from '@xiangaitong/domain';

/** What a caller asked for, and what it was told. */
export interface LedgerEntry {
  /** `sent`: before the first attempt. `done`: 200 or 201. `taken`: 202. `refused`: 4xx. */
  readonly answer: 'sent' | 'done' | 'taken' | 'refused';
  /** As the register knows a command: `<person>:<Idempotency-Key>`. */
  readonly commandId: string;
  readonly path: string;
  readonly caseKind?: CaseKind;
  readonly caseId?: string;
  readonly seq?: number;
  readonly events?: readonly string[];
  readonly code?: string;
  /** The draft that was acknowledged: a row, and no command. */
  readonly draft?: { readonly id: string; readonly respondentId: string };
}

/** Every request, and every answer that a caller has heard, outside of what is killed: on disk before the caller goes on. */
export class Ledger {
  private readonly file: number;
  private readonly kept: LedgerEntry[] = [];

  constructor(path: string) {
    this.file = openSync(path, 'a', 0o600);
  }

  get entries(): readonly LedgerEntry[] {
    return this.kept;
  }

  note(entry: LedgerEntry): void {
    writeSync(this.file, `${JSON.stringify(entry)}\n`);
    fsyncSync(this.file);
    this.kept.push(entry);
  }

  close(): void {
    closeSync(this.file);
  }
}
