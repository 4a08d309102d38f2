import { z } from 'zod'
import type { ApiRoute, ApiRoutes } from '../../src/faces/api/router.ts'
import { bodySchema, type JsonSchema } from '../../src/faces/graph/openapi/body-schema.ts'

const code = (text: string): string => `\`${text}\``

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** What a value may be, in a few words. */
function kindOf(schema: JsonSchema): string {
  const { type, enum: values, const: only, anyOf = schema.oneOf, items, format } = schema
  if (only !== undefined) return code(String(only))
  if (values) return values.map((value) => code(String(value))).join(', ')
  if (anyOf) return anyOf.map(kindOf).join(' or ')
  if (type === 'array') return `list of ${kindOf(items ?? {})}`
  if (Array.isArray(type)) return type.join(' or ')
  return typeof type === 'string' ? (typeof format === 'string' ? format : type) : 'anything'
}

/** The objects inside a value. */
const inside = ({ anyOf = [], oneOf = [], items, ...schema }: JsonSchema): readonly JsonSchema[] =>
  schema.properties ? [schema] : [...anyOf, ...oneOf, ...(items ? [items] : [])].flatMap(inside)

/** A row for each property, `policies[].reason` for one of the items of a list. */
function rowsOf(schema: JsonSchema, place = ''): readonly string[] {
  return inside(schema).flatMap((object) =>
    Object.entries(object.properties ?? {}).flatMap(([name, property]) => {
      const here = `${place}${name}`
      const said = property['description']
      const isList = property.type === 'array'
      return [
        `| ${code(here)} | ${cell(kindOf(property))} | ${typeof said === 'string' ? cell(said) : ''} |`,
        ...rowsOf(property, `${here}${isList ? '[]' : ''}.`),
      ]
    }),
  )
}

const tableOf = (title: string, schema: JsonSchema): string =>
  `${title}\n\n| property | kind | |\n| --- | --- | --- |\n${[...new Set(rowsOf(schema))].join('\n')}`

function answered(answers: ApiRoute['answers'], list: string): string {
  if (!answers) return 'The answer is 204.'
  if (answers.types) return `The answer, 200, is a stream: ${answers.types.map(code).join(' or ')}.`
  return tableOf(`The answer, ${answers.created ? 201 : 200}${list}:`, z.toJSONSchema(answers.schema) as JsonSchema)
}

function sectionOf({ method, path, summary, operation, options = [], asks, reads, answers }: ApiRoute): string {
  const list = answers?.collection ? ', a list of these in `value`' : ''
  return [
    `## ${method} ${code(`/api/v1${path}`)}`,
    `${summary}. ${operation ? `Operation ${code(operation)}` : 'On the own account'}.`,
    ...(options.length > 0 ? [`Query options: ${options.map(code).join(' ')}.`] : []),
    ...(asks ? [tableOf('And of its own, without a `$`:', bodySchema(asks))] : []),
    ...(reads ? [tableOf('The body:', bodySchema(reads))] : []),
    answered(answers, list),
  ].join('\n\n')
}

/** Prints `docs/api.md` from the routes of our own interface. */
export const printApi = (routes: ApiRoutes): string => `# What Microsoft Graph has no word for

Printed from the routes of the server; \`UPDATE_DOCS=1\` rewrites it, a test compares it.

Latchkey speaks Microsoft Graph; what Graph has no word for stands below \`/api/v1\`. Callers, tokens, permissions, limits, refusals and letter case are the same as there: the bearer token or the session of our own pages, the operations of [permissions.md](permissions.md), the codes of [errors.md](errors.md). \`{id}\` of a user is an id or a user principal name, and \`/api/v1/me/…\` is the person signed in. A property or query option that an address does not read is refused, never ignored. Answers are plain JSON, without \`@odata.context\`; lists stand in \`value\` and are followed by \`@odata.nextLink\`, as in Graph. The same as OpenAPI 3.1, for anybody: \`/openapi/latchkey-v1.json\`.

${routes.map(sectionOf).join('\n\n')}
`
