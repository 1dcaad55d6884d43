import { Module } from '@nestjs/common';
import { DispatchesModule } from '../dispatches/dispatches.module';
import { CalendarAdoption } from './calendar-adoption.service';
import { DraftContent } from './draft-content.service';
import { DraftService } from './draft.service';
import { DraftsController } from './drafts.controller';
import { NoticeQueriesController } from './notice-queries.controller';
import { NoticesController } from './notices.controller';
import { SubmissionService } from './submission.service';

@Module({
  imports: [DispatchesModule],
  controllers: [DraftsController, NoticeQueriesController, NoticesController],
  providers: [CalendarAdoption, DraftContent, DraftService, SubmissionService],
})
export class NoticesModule {}
