import type { ItemShape, PropertyShape, ResourceShape } from './shape.ts'
import { filterRefusal } from './tokens.ts'

/** What a path in a filter may name: the properties of a resource, or inside `any` and `all` those of an item. */
export interface Scope {
  readonly name: string
  readonly properties: Readonly<Record<string, PropertyShape>>
  readonly types: readonly string[]
  /** Inside `any(x:…)`: x, with which every path begins. */
  readonly variable?: string
}

export const scopeOf = ({ name, properties, types = [] }: ResourceShape): Scope => ({ name, properties, types })

/** The properties of an item; an item that is a plain value is the property ''. */
export const itemProperties = (items: ItemShape): Readonly<Record<string, PropertyShape>> =>
  'properties' in items ? items.properties : { '': items }

export const innerScope = (outer: Scope, property: string, items: ItemShape, variable: string): Scope => ({
  name: `the items of '${property || outer.name}'`,
  properties: itemProperties(items),
  types: [],
  variable,
})

/** Finds a property by name, letter case aside, as Graph does. */
export function propertyNamed(
  { properties }: Pick<Scope, 'properties'>,
  name: string,
): readonly [string, PropertyShape] | undefined {
  const exact = Object.hasOwn(properties, name) ? properties[name] : undefined
  if (exact) return [name, exact]
  const folded = name.toLowerCase()
  return Object.entries(properties).find(([key]) => key.toLowerCase() === folded)
}

/** The property at a path; refuses with `unsupportedQuery` one that the scope does not have. */
export function namedIn(scope: Scope, path: string): readonly [string, PropertyShape] {
  const { variable } = scope
  if (variable === undefined) {
    const found = propertyNamed(scope, path) ?? propertyNamed(scope, withoutCasts(path, scope))
    if (found) return found
    throw filterRefusal(`'${path}' is not a property of ${scope.name}`)
  }
  const [first = '', ...rest] = path.split('/')
  if (first !== variable) {
    throw filterRefusal(`'${path}' does not belong to an item; behind ${variable}: a path begins with ${variable}`)
  }
  const found = propertyNamed(scope, rest.join('/'))
  if (found) return found
  const known = Object.keys(scope.properties).map((name) => `${variable}${name && '/'}${name}`)
  throw filterRefusal(`'${path}' is not one of ${scope.name}, which are ${known.join(', ')}`)
}

const withoutCasts = (path: string, { types }: Scope): string =>
  path
    .split('/')
    .filter((segment) => !types.some((type) => type.toLowerCase() === segment.toLowerCase()))
    .join('/')
