import { applicationsRefusals } from './refusals/applications.ts'
import { directoryRefusals } from './refusals/directory.ts'
import type { CatalogueEntry, RefusalKind } from './refusals/kind.ts'
import { logsRefusals } from './refusals/logs.ts'
import { methodsRefusals } from './refusals/methods.ts'
import { policiesRefusals } from './refusals/policies.ts'
import { requestRefusals } from './refusals/request.ts'
import { rolesRefusals } from './refusals/roles.ts'
import { signinRefusals } from './refusals/signin.ts'
import { workflowsRefusals } from './refusals/workflows.ts'

export type { RefusalKind } from './refusals/kind.ts'

/** Every code a refusal may carry, with the case it stands for; printed into `docs/errors.md`. */
export const refusalCodes = {
  ...requestRefusals,
  ...directoryRefusals,
  ...rolesRefusals,
  ...applicationsRefusals,
  ...policiesRefusals,
  ...methodsRefusals,
  ...signinRefusals,
  ...workflowsRefusals,
  ...logsRefusals,
} as const satisfies Record<string, CatalogueEntry>

export type RefusalCode = keyof typeof refusalCodes

export interface RefusalDetails {
  readonly field?: string
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

/**
 * An expected no, thrown only where nothing needs remembering.
 *
 * `message` is safe to show to the caller; `cause` goes to the log alone.
 * Anything else that is thrown is a fault: a 500 with a correlation id.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly field: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: RefusalCode, message: string, details: RefusalDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'Refusal'
    this.code = code
    this.field = details.field
    this.retryAfterSeconds = details.retryAfterSeconds
  }

  get kind(): RefusalKind {
    return refusalCodes[this.code].kind
  }
}

/** A decision that has to be remembered either way, so it is returned and not thrown. */
export type Verdict<Value, Why extends string> =
  | ({ readonly ok: true } & Value)
  | { readonly ok: false; readonly why: Why }
