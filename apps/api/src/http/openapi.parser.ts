import type { OpenAPIObject } from '@nestjs/swagger';
import type { OpenApiDocument } from './openapi';

/** Our document in the types of the page that shows it; both describe OpenAPI, hers in more detail. */
export const parseOpenApi = (document: OpenApiDocument): OpenAPIObject => document as unknown as OpenAPIObject;
