import { Module } from '@nestjs/common';
import { DeadlineChangesController } from './deadline-changes.controller';
import { DeadlineChanges } from './deadline-changes.service';

@Module({ controllers: [DeadlineChangesController], providers: [DeadlineChanges] })
export class DeadlineChangesModule {}
