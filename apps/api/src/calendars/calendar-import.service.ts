import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { problemInChinese, readCalendarFile, type CalendarFile } from '@xiangaitong/calendar-files';
import type { calendarImportBody } from '@xiangaitong/contracts';
import {
  diffCalendars,
  formatRocSlash,
  mergeCalendars,
  type Actor,
  type BusinessNow,
  type WorkCalendar,
} from '@xiangaitong/domain';
import { CalendarVersionRepository, type CalendarVersion } from '@xiangaitong/persistence';
import type { z } from 'zod';
import { AuditedActs } from '../commands/audited-acts.service';
import { commandIdOf, derivedId } from '../commands/command-identity';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';
import { keepsCalendar } from './keeps-calendar';

/** A calendar is input of every workflow, whose payloads stay well under 128 KB; a year has about 1 KB. */
const LONGEST_CALENDAR_BYTES = 49_152;

/** Makes a new version of the calendar in force and an official file. */
@Injectable()
export class CalendarImport {
  constructor(
    private readonly versions: CalendarVersionRepository,
    private readonly acts: AuditedActs,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /**
   * Nothing is kept of a file that cannot be imported. The same request again finds the version that it made.
   * @throws Problem
   */
  async import(
    { file, source }: z.output<typeof calendarImportBody>,
    by: Actor,
    idempotencyKey: string,
  ): Promise<{ readonly version: CalendarVersion; readonly replayed: boolean }> {
    const commandId = commandIdOf(by, idempotencyKey);
    const id = derivedId('', 'calendar', commandId);
    const at = this.now();
    const bytes = Buffer.from(file, 'base64');
    const fileSha256 = createHash('sha256').update(bytes).digest('hex');
    return this.acts.run(
      { action: 'ImportCalendar', by, at, requestId: commandId, detail: { fileSha256 } },
      keepsCalendar,
      async () => {
        const known = await this.versions.find(id);
        if (known !== undefined) {
          if (known.fileSha256 !== fileSha256 || known.source !== source) {
            throw new Problem('request.idempotencyKeyReused');
          }
          return { version: known, replayed: true };
        }
        const base = await this.versions.inForce(at);
        const read = readFile(bytes);
        const calendar = merged(base.calendar, read.calendar);
        const wanted = { id, calendar, basedOn: base.id, source, fileForm: read.form, fileSha256, by, at };
        return this.versions.add(wanted);
      },
    );
  }
}

function readFile(bytes: Uint8Array): CalendarFile {
  const read = readCalendarFile(bytes, '');
  if (!read.ok) throw invalid(...read.error.map(problemInChinese));
  return read.value;
}

/** The calendar in force with what the file says; the register gives it its name. */
function merged(base: WorkCalendar, imported: WorkCalendar): WorkCalendar {
  const whole = mergeCalendars(base, imported, '');
  if (!whole.ok) {
    const { firstMissing, lastMissing } = whole.error;
    const missing = `${formatRocSlash(firstMissing)} 至 ${formatRocSlash(lastMissing)}`;
    throw invalid(`檔案與現行版本之間缺少 ${missing}；請先匯入並核准該段期間的檔案。`);
  }
  const { changes, appended } = diffCalendars(base, whole.value);
  if (changes.length === 0 && appended === null) {
    throw invalid('檔案內容與現行版本相同，無須匯入；如要匯入新年度，請確認選取的檔案。');
  }
  if (Buffer.byteLength(JSON.stringify(whole.value)) > LONGEST_CALENDAR_BYTES) {
    throw invalid('與現行版本合併後，放假與補班日過多；請確認檔案內容與年度。');
  }
  return whole.value;
}

/** One entry a problem: several lines of the file may be wrong. */
const invalid = (...messages: readonly string[]): Problem =>
  new Problem('calendarFile.invalid', { fields: messages.map((message) => ({ field: 'file', message })) });
