/**
 * A type as it is written in the model.
 *
 * `String?` may be null, `[user]` is a list; a capital stands for a type of `Edm`, a small letter for one of `microsoft.graph`.
 */
export type TypeExpression = string

/** Properties, navigation properties or parameters, by name. */
export type Members = Readonly<Record<string, TypeExpression>>

/** A type with properties. */
export interface StructuredType {
  readonly kind: 'entity' | 'complex'
  /** Version 1.0 has no such type. */
  readonly betaOnly?: true
  readonly base?: string
  readonly abstract?: true
  /** It may hold properties beyond those told. */
  readonly open?: true
  readonly properties?: Members
  /** The properties that only beta has. */
  readonly beta?: Members
  /** Where it leads, to things that stand elsewhere. */
  readonly navigation?: Members
  /** Where it leads, to things that stand in it alone. */
  readonly contains?: Members
}

export interface EnumType {
  readonly kind: 'enum'
  /** Version 1.0 has no such type. */
  readonly betaOnly?: true
  /** Several members may be given together, with commas. */
  readonly flags?: true
  readonly members: readonly string[]
}

/** Types by their names below `microsoft.graph`. */
export type ModelTypes = Readonly<Record<string, StructuredType | EnumType>>

/** An action or a function; it stands behind what it is bound to. */
export interface BoundOperation {
  readonly kind: 'action' | 'function'
  readonly name: string
  readonly boundTo: TypeExpression
  readonly parameters?: Members
  readonly returns?: TypeExpression
  /** It may take its time: 202, with the address that says what became of it. */
  readonly accepted?: true
}

/** An annotation of Latchkey's own: what Graph has no word for. */
export interface Term {
  readonly type: TypeExpression
  readonly appliesTo: string
}

/** Everything the documents are printed from, for one version. */
export interface Model {
  readonly types: ModelTypes
  readonly operations: readonly BoundOperation[]
  readonly entitySets: Members
  readonly singletons: Members
  readonly terms: Readonly<Record<string, Term>>
}

/** A type expression taken apart. */
export interface TypeReference {
  /** As in CSDL: `Edm.String`, `microsoft.graph.user`. */
  readonly name: string
  readonly collection: boolean
  readonly nullable: boolean
}

/** Takes a type expression apart. */
export function readType(expression: TypeExpression): TypeReference {
  const collection = expression.startsWith('[')
  const nullable = expression.endsWith('?')
  const short = expression.replace(/^\[|\]$|\?$/g, '')
  return { name: /^[A-Z]/.test(short) ? `Edm.${short}` : `${namespace}.${short}`, collection, nullable }
}

export const namespace = 'microsoft.graph'

/** The name of a type below `microsoft.graph`, as the model has it. */
export const shortName = (name: string): string => name.slice(namespace.length + 1)
