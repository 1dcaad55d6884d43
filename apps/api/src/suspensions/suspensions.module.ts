import { Module } from '@nestjs/common';
import { SuspensionQueriesController } from './suspension-queries.controller';
import { SuspensionsController } from './suspensions.controller';

@Module({ controllers: [SuspensionQueriesController, SuspensionsController] })
export class SuspensionsModule {}
