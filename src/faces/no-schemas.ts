import type { FastifyServerOptions } from 'fastify'

const refuse = () => {
  throw new Error('Bodies are checked by the contracts; a route has no JSON schema')
}

/** Keeps the web framework from loading its own compilers of JSON schemas, a hundred modules that nothing here uses. */
export const noSchemas: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: { buildValidator: refuse, buildSerializer: refuse },
}
