import { errors } from 'oidc-provider'
import type { TokenError } from './rules.ts'

/** A refusal of ours, thrown inside the engine so that it takes its usual way out. */
export class TokenRefusal extends errors.OIDCProviderError {
  readonly refusal: TokenError

  constructor(refusal: TokenError) {
    super(refusal.status, refusal.error)
    this.name = 'TokenRefusal'
    this.refusal = refusal
    this.error_description = refusal.text
  }
}
