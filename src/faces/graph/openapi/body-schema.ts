import { z } from 'zod'

/** JSON Schema of draft 2020-12, as far as it is looked into here. */
export interface JsonSchema {
  readonly $schema?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly not?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly [keyword: string]: unknown
}

/**
 * What a body of the contract looks like, as JSON Schema.
 *
 * Of a schema that clears a body up before reading it, what it reads afterwards.
 */
export function bodySchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema instanceof z.ZodPipe && zodSchema.in instanceof z.ZodTransform) {
        Object.assign(jsonSchema, bodySchema(zodSchema.out as z.ZodType))
      }
    },
  })
  return rest as JsonSchema
}
