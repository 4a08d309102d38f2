import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import type { Kernel } from '../../kernel/kernel.ts'
import type { JsonSchema } from '../graph/openapi/body-schema.ts'
import { describeRoutes } from '../graph/openapi/document.ts'
import { json, type Part, type Success } from '../graph/openapi/operations.ts'
import type { ApiAnswers, ApiRoute, ApiRoutes } from './router.ts'

function answerSchema({ schema, collection }: ApiAnswers): JsonSchema {
  const { $schema: _, ...item } = z.toJSONSchema(schema) as JsonSchema
  if (!collection) return item
  return {
    type: 'object',
    required: ['value'],
    properties: {
      '@odata.count': { type: 'integer', minimum: 0 },
      '@odata.nextLink': { type: 'string', format: 'uri' },
      value: { type: 'array', items: item },
    },
  }
}

function successOf({ answers }: ApiRoute): Success {
  if (!answers) return { status: 204, content: undefined }
  const { types } = answers
  if (types) {
    const schema = answerSchema(answers)
    return { status: 200, content: Object.fromEntries(types.map((type) => [type, { schema }])) }
  }
  return { status: answers.created ? 201 : 200, content: json(answerSchema(answers)) }
}

/** The OpenAPI document of what Graph has no word for; `publicUrl` is where the server is found. */
export const apiDocument = (routes: ApiRoutes, publicUrl: string): Part =>
  describeRoutes(routes, {
    title: 'Latchkey, what Microsoft Graph has no word for',
    version: 'v1',
    url: `${publicUrl}/api/v1`,
    schemas: {},
    successOf,
  })

/** That document, for anybody, at `/openapi/latchkey-v1.json`. */
export const apiDocumentFace =
  (kernel: Kernel, routes: ApiRoutes): FastifyPluginAsync =>
  async (scope) => {
    let text: string | undefined
    scope.get('/openapi/latchkey-v1.json', async (_, reply) => {
      text ??= JSON.stringify(apiDocument(routes, kernel.settings.publicUrl))
      return reply.type('application/json; charset=utf-8').send(text)
    })
  }
