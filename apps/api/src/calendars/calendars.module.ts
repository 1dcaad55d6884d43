import { Module } from '@nestjs/common';
import { CalendarImport } from './calendar-import.service';
import { CalendarVersions } from './calendar-versions.service';
import { CalendarsController } from './calendars.controller';

@Module({
  controllers: [CalendarsController],
  providers: [CalendarImport, CalendarVersions],
})
export class CalendarsModule {}
