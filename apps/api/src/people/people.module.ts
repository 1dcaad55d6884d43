import { Module } from '@nestjs/common';
import { DisablingService } from './disabling.service';
import { PeopleController } from './people.controller';
import { SubstitutionService } from './substitution.service';

@Module({ controllers: [PeopleController], providers: [DisablingService, SubstitutionService] })
export class PeopleModule {}
