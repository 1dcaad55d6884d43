import { Module } from '@nestjs/common';
import { CountyService } from './county.service';
import { OrganisationsController } from './organisations.controller';
import { SuccessionService } from './succession.service';

@Module({ controllers: [OrganisationsController], providers: [CountyService, SuccessionService] })
export class OrganisationsModule {}
