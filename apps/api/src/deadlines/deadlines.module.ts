import { Module } from '@nestjs/common';
import { DeadlineService } from './deadline.service';
import { DeadlinesController } from './deadlines.controller';

@Module({ controllers: [DeadlinesController], providers: [DeadlineService] })
export class DeadlinesModule {}
