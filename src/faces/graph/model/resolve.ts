import { lineOf, navigationOf, propertiesOf } from './model.ts'
import { type Model, namespace, readType, shortName } from './types.ts'

/** What stands at an address. */
export interface Place {
  /** As in CSDL: `microsoft.graph.user`, `Edm.Boolean`; nothing for an action without an answer. */
  readonly type: string | undefined
  readonly collection: boolean
  /** Whether the last part of the path is an action or a function. */
  readonly operation?: 'action' | 'function'
  /** Whether the last part points at the thing and not into it. */
  readonly reference?: true
}

const placeOf = (expression: string): Place => {
  const { name, collection } = readType(expression)
  return { type: name, collection }
}

/** What stands at a route's path; nothing where the model knows no such thing. */
export function resolvePath(model: Model, path: string): Place | undefined {
  const [first = '', ...rest] = path.slice(1).split('/')
  const single = model.singletons[first]
  const set = model.entitySets[first]
  const start = single ?? (set === undefined ? undefined : `[${set}]`)
  if (start === undefined) return undefined
  return rest.reduce<Place | undefined>((place, part) => place && step(model, place, part), placeOf(start))
}

function step(model: Model, place: Place, part: string): Place | undefined {
  const { type, collection } = place
  if (type === undefined || !type.startsWith(`${namespace}.`)) return undefined
  if (part === '$count') return { type: 'Edm.Int32', collection: false }
  if (part === '$ref') return { ...place, reference: true }
  if (part.startsWith(`${namespace}.`))
    return lineOf(model, shortName(part)).length > 0 ? { type: part, collection } : undefined
  if (part.startsWith('{')) return collection ? { type, collection: false } : undefined
  return operationAt(model, place, part) ?? navigationAt(model, place, part)
}

function operationAt(model: Model, { type = '', collection }: Place, name: string): Place | undefined {
  const line = lineOf(model, shortName(type)).map(([known]) => (collection ? `[${known}]` : known))
  const found = model.operations.find((operation) => operation.name === name && line.includes(operation.boundTo))
  if (!found) return undefined
  const returned = found.returns === undefined ? { type: undefined, collection: false } : placeOf(found.returns)
  return { ...returned, operation: found.kind }
}

function navigationAt(model: Model, { type = '', collection }: Place, name: string): Place | undefined {
  const short = shortName(type)
  const target = collection ? undefined : { ...propertiesOf(model, short), ...navigationOf(model, short) }[name]
  return target === undefined ? undefined : placeOf(target)
}
