import { Module } from '@nestjs/common';
import { OrganisationsController } from './organisations.controller';
import { SuccessionService } from './succession.service';

@Module({ controllers: [OrganisationsController], providers: [SuccessionService] })
export class OrganisationsModule {}
