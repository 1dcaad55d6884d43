import { Module } from '@nestjs/common';
import { AcknowledgementService } from './acknowledgement.service';
import { DeliveryService } from './delivery.service';
import { DispatchAccess } from './dispatch-access.service';
import { DispatchesController } from './dispatches.controller';
import { LetterActionService } from './letter-action.service';

@Module({
  controllers: [DispatchesController],
  providers: [AcknowledgementService, DeliveryService, DispatchAccess, LetterActionService],
  exports: [DeliveryService, DispatchAccess],
})
export class DispatchesModule {}
