import { Module } from '@nestjs/common';
import { AuditedActs } from '../commands/audited-acts.service';
import { CalendarImport } from './calendar-import.service';
import { CalendarVersions } from './calendar-versions.service';
import { CalendarsController } from './calendars.controller';

@Module({
  controllers: [CalendarsController],
  providers: [AuditedActs, CalendarImport, CalendarVersions],
})
export class CalendarsModule {}
