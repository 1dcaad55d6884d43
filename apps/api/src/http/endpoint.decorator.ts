import { applyDecorators, Get, Post, Put, SetMetadata, UseGuards, UseInterceptors } from '@nestjs/common';
import { ActorGuard } from './actor.guard';
import { AnswerInterceptor } from './answer.interceptor';
import { Call } from './call';
import { endpointMetadata } from './endpoint-metadata';
import type { AnswerOf, CallOf, EndpointSpec } from './endpoint-spec';

const routes = { GET: Get, POST: Post, PUT: Put } as const;

type Handler<S extends EndpointSpec> = (call: CallOf<S>) => Promise<AnswerOf<S>>;

/**
 * Makes a method the handler of the endpoint described. The compiler holds the method to the
 * description; routing, validation and documentation are made from it.
 */
export function Endpoint<S extends EndpointSpec>(spec: S) {
  const guards = spec.by === 'anyone' ? [] : [UseGuards(ActorGuard)];
  const decorate = applyDecorators(
    routes[spec.method](spec.path),
    SetMetadata(endpointMetadata, spec),
    UseInterceptors(AnswerInterceptor),
    ...guards,
  );
  return <H extends Handler<S>>(
    target: object,
    name: string,
    descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    Call(spec)(target, name, 0);
    decorate(target, name, descriptor);
  };
}
