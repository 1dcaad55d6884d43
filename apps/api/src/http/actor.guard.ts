import type { IncomingMessage } from 'node:http';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { firstValueFrom, from } from 'rxjs';
import { ActorDirectory } from './actor-directory.service';
import { endpointMetadata } from './endpoint-metadata';
import type { EndpointSpec } from './endpoint-spec';
import { inTime } from './in-time';
import { partyOf } from './party';
import { Problem } from './problem';
import { contextOf } from './request-context';

/** Finds out who asks, and that their side may. Until people sign in, the header is believed. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    private readonly directory: ActorDirectory,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const spec = this.reflector.get<EndpointSpec>(endpointMetadata, execution.getHandler());
    const request = execution.switchToHttp().getRequest<IncomingMessage>();
    const header = request.headers['x-actor'];
    if (typeof header !== 'string' || header === '') throw new Problem('actor.missing');
    const inPlaceOf = request.headers['x-on-behalf-of'];
    const actor = await firstValueFrom(
      from(this.directory.find(header, typeof inPlaceOf === 'string' ? inPlaceOf : undefined)).pipe(inTime()),
    );
    const party = partyOf(actor.role);
    if (party === undefined) throw new Problem('actor.unknown');
    if (spec.by !== 'anyone' && !spec.by.includes(party)) throw new Problem('actor.notAllowed');
    contextOf(request).actor = actor;
    return true;
  }
}
