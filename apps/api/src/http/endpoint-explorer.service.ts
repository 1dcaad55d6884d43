import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { endpointMetadata } from './endpoint-metadata';
import type { EndpointSpec } from './endpoint-spec';

export interface NamedEndpoint {
  /** Unique among all endpoints: controller and method. */
  readonly name: string;
  readonly spec: EndpointSpec;
}

/** Finds every endpoint that is really served. */
@Injectable()
export class EndpointExplorer {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  all(): NamedEndpoint[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      const prototype = prototypeOf(metatype);
      if (metatype == null || prototype === undefined) return [];
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler: unknown = Object.getOwnPropertyDescriptor(prototype, method)?.value;
        if (!isFunction(handler)) return [];
        const spec = this.reflector.get<EndpointSpec | undefined>(endpointMetadata, handler);
        const controller = metatype.name.replace(/Controller$/, '');
        return spec === undefined ? [] : [{ name: `${controller}.${method}`, spec }];
      });
    });
  }
}

/** A class's methods live in its prototype. */
function prototypeOf(metatype: unknown): object | undefined {
  if (!isFunction(metatype)) return undefined;
  const prototype: unknown = Object.getOwnPropertyDescriptor(metatype, 'prototype')?.value;
  return typeof prototype === 'object' && prototype !== null ? prototype : undefined;
}

const isFunction = (value: unknown): value is () => unknown => typeof value === 'function';
