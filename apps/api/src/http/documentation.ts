import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import { EndpointExplorer } from './endpoint-explorer.service';
import { openApiDocument } from './openapi';

/** Serves the description of the API at /api/openapi.json, and a page for reading it at /api/docs. */
export function serveDocumentation(app: INestApplication): void {
  const document = openApiDocument(app.get(EndpointExplorer).all());
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: '限改通 API',
  });
}
