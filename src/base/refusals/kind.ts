/** What sort of no it is; each face maps every kind to its own protocol and does not compile until it does. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'gone'
  | 'preconditionFailed'
  | 'tooLarge'
  | 'unsupportedMediaType'
  | 'methodNotAllowed'
  | 'notImplemented'
  | 'throttled'
  | 'unavailable'

/** A code and the case it stands for. */
export interface CatalogueEntry {
  readonly kind: RefusalKind
  readonly when: string
}
