import { Module } from '@nestjs/common';
import { AcknowledgementService } from './acknowledgement.service';
import { DispatchAccess } from './dispatch-access.service';
import { DispatchesController } from './dispatches.controller';

@Module({ controllers: [DispatchesController], providers: [AcknowledgementService, DispatchAccess] })
export class DispatchesModule {}
