import { Module } from '@nestjs/common';
import { ClosureService } from './closure.service';
import { ClosuresController } from './closures.controller';

@Module({ controllers: [ClosuresController], providers: [ClosureService] })
export class ClosuresModule {}
