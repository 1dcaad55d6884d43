import { Module } from '@nestjs/common';
import { AcknowledgementService } from './acknowledgement.service';
import { DispatchAccess } from './dispatch-access.service';
import { DispatchesController } from './dispatches.controller';
import { LetterActionService } from './letter-action.service';

@Module({
  controllers: [DispatchesController],
  providers: [AcknowledgementService, DispatchAccess, LetterActionService],
  exports: [DispatchAccess],
})
export class DispatchesModule {}
