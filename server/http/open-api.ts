import type { FastifyInstance } from 'fastify'
import type { Handlers } from './handler.ts'

/** The API's description, from the same schemas that check requests and answers. */
export function openApiRoutes(app: FastifyInstance): Handlers<'GET /api/openapi.json'> {
  return {
    'GET /api/openapi.json': async () => ({
      bytes: new TextEncoder().encode(JSON.stringify(app.swagger())),
      mediaType: 'application/json',
      name: 'openapi.json',
      inline: true,
    }),
  }
}
