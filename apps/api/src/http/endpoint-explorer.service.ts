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
      if (typeof metatype !== 'function') return [];
      const handlers = methodsOf(metatype);
      return this.scanner.getAllMethodNames(metatype.prototype).flatMap((method) => {
        const handler = handlers(method);
        const spec = handler && this.reflector.get<EndpointSpec | undefined>(endpointMetadata, handler);
        const controller = metatype.name.replace(/Controller$/, '');
        return spec === undefined ? [] : [{ name: `${controller}.${method}`, spec }];
      });
    });
  }
}

function methodsOf(metatype: { readonly prototype?: unknown }): (name: string) => (() => unknown) | undefined {
  const { prototype } = metatype;
  return (name) => {
    if (typeof prototype !== 'object' || prototype === null) return undefined;
    const method: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
    return isFunction(method) ? method : undefined;
  };
}

const isFunction = (value: unknown): value is () => unknown => typeof value === 'function';
