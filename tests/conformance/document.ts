import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** A schema of OpenAPI 3.0, as far as the document uses it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly nullable?: boolean
  readonly enum?: readonly string[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly maxItems?: number
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly discriminator?: { readonly propertyName: string; readonly mapping: Readonly<Record<string, string>> }
  readonly 'x-abstract'?: boolean
  readonly 'x-flags'?: boolean
  readonly 'x-navigation'?: boolean
}

interface Response {
  readonly $ref?: string
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
}

/** What one method of a path may answer, by status. */
interface Operation {
  readonly responses: Readonly<Record<string, Response>>
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly responses: Readonly<Record<string, Response>>
  }
}

const file = join(import.meta.dirname, 'graph-openapi-subset.yaml')

let read: OpenApi | undefined

/** What Microsoft's published metadata says of v1.0; read when it is first needed. */
export function openApi(): OpenApi {
  read ??= parse(readFileSync(file, 'utf8'), { schema: 'core', maxAliasCount: -1 }) as OpenApi
  return read
}

/** The name behind `#/components/schemas/`. */
export const nameOf = (reference: string): string => reference.replace(/^#\/components\/(?:schemas|responses)\//, '')

export function schemaNamed(name: string): Schema {
  const found = openApi().components.schemas[name]
  if (!found) throw new Error(`The document has no schema ${name}`)
  return found
}

/** The schema of a status: its own, its class's, or nothing where it has no JSON; undefined where it is not described. */
export function answerSchema(operation: Operation, status: number): Schema | null | undefined {
  const { responses } = operation
  const found = responses[status] ?? responses[`${Math.trunc(status / 100)}XX`]
  const response = found?.$ref ? openApi().components.responses[nameOf(found.$ref)] : found
  return response && (response.content?.['application/json']?.schema ?? null)
}
