import type { INestApplication } from '@nestjs/common';
import { completeDocument } from './complete-document.js';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** The document of the HTTP API, made from the decorators of the controllers in this process. */
export function createOpenApiDocument(app: INestApplication, version: string): OpenAPIObject {
  const head = new DocumentBuilder()
    .setTitle('TradingBoost')
    .setDescription(
      'Self-hosted crypto trading. Money and sizes are decimal strings, times are ISO 8601 UTC, lists answer ' +
        '`{ items, nextCursor }`, errors are problem details (RFC 9457) with a stable `code`.',
    )
    .setVersion(version)
    .addBearerAuth()
    .build();
  return completeDocument(
    SwaggerModule.createDocument(app, head, {
      operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
    }),
  );
}

/** Serves the document at `/openapi.json` and a page over it at `/docs`. */
export function serveOpenApi(app: INestApplication, version: string): void {
  let made: OpenAPIObject | undefined;
  SwaggerModule.setup('docs', app, () => (made ??= createOpenApiDocument(app, version)), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'TradingBoost API',
    // The page hides a drawing by a style attribute, which the content policy does not run.
    customCss: 'body > svg { position: absolute; width: 0; height: 0 }',
    swaggerOptions: { validatorUrl: null, persistAuthorization: false },
  });
}
