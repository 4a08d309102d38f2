import type { GraphVersion } from '../router.ts'
import { conditionalAccessTypes } from './conditional-access.ts'
import { configurationsTypes } from './configurations.ts'
import { containerTypes, entitySets, singletons } from './containers.ts'
import { directoryTypes } from './directory.ts'
import { governanceTypes } from './governance.ts'
import { logsTypes } from './logs.ts'
import { methodsTypes } from './methods.ts'
import { boundOperations } from './operations.ts'
import { policiesTypes } from './policies.ts'
import { reportsTypes } from './reports.ts'
import { rolesTypes } from './roles.ts'
import { strengthsTypes } from './strengths.ts'
import { terms } from './terms.ts'
import type { EnumType, Members, Model, ModelTypes, StructuredType } from './types.ts'
import { whatIfTypes } from './what-if.ts'

const areas: readonly ModelTypes[] = [
  directoryTypes,
  rolesTypes,
  methodsTypes,
  policiesTypes,
  configurationsTypes,
  strengthsTypes,
  conditionalAccessTypes,
  whatIfTypes,
  logsTypes,
  reportsTypes,
  governanceTypes,
  containerTypes,
]

const all: readonly (readonly [string, StructuredType | EnumType])[] = areas.flatMap((area) => Object.entries(area))

/** The type with the properties of one version all in `properties`. */
function inVersion(type: StructuredType | EnumType, version: GraphVersion): StructuredType | EnumType {
  if (type.kind === 'enum' || !type.beta) return type
  const { beta, ...rest } = type
  return version === 'beta' ? { ...rest, properties: { ...rest.properties, ...beta } } : rest
}

function build(version: GraphVersion): Model {
  const known = all.filter(([, type]) => version === 'beta' || !type.betaOnly)
  return {
    types: Object.fromEntries(known.map(([name, type]) => [name, inVersion(type, version)])),
    operations: boundOperations,
    entitySets,
    singletons,
    terms,
  }
}

/** What Latchkey speaks of Graph, in one of its versions. */
export const models: Readonly<Record<GraphVersion, Model>> = { 'v1.0': build('v1.0'), beta: build('beta') }

/** The type and those it is derived from, itself first. */
export function lineOf(model: Model, name: string): readonly (readonly [string, StructuredType])[] {
  const type = model.types[name]
  if (!type || type.kind === 'enum') return []
  return [[name, type], ...(type.base === undefined ? [] : lineOf(model, type.base))]
}

/** The types derived from a type, however far. */
export const derivedFrom = (model: Model, name: string): readonly string[] =>
  Object.keys(model.types).filter((each) => each !== name && lineOf(model, each).some(([base]) => base === name))

/** The properties of a type with those it inherits. */
export const propertiesOf = (model: Model, name: string): Members =>
  merged(lineOf(model, name).map(([, { properties = {} }]) => properties))

/** Where a type leads, with where those it is derived from lead. */
export const navigationOf = (model: Model, name: string): Members =>
  merged(lineOf(model, name).map(([, { navigation = {}, contains = {} }]) => ({ ...navigation, ...contains })))

const merged = (members: readonly Members[]): Members => Object.assign({}, ...members.toReversed())
