import { Module } from '@nestjs/common';
import { RegulationsController } from './regulations.controller';

@Module({ controllers: [RegulationsController] })
export class RegulationsModule {}
