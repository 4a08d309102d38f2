import type { SignInErrorCode } from '../../audit/rules/sign-in-record.ts'
import type { TokenError } from '../rules.ts'
import { tokenErrors } from './token-errors.ts'

const refusals: Partial<Record<SignInErrorCode, TokenError>> = {
  50074: tokenErrors.strengthNeeded,
  50076: tokenErrors.multifactorNeeded,
  50078: tokenErrors.secondFactorTooOld,
  50142: tokenErrors.passwordChangeNeeded,
  53000: tokenErrors.compliantDeviceNeeded,
  53001: tokenErrors.joinedDeviceNeeded,
  53003: tokenErrors.accessBlocked,
  70044: tokenErrors.sessionTooOld,
}

/** What an application is told where policies don't let the person in; undefined for 0, where they do. */
export function accessRefusal(code: SignInErrorCode): TokenError | undefined {
  return code === 0 ? undefined : (refusals[code] ?? tokenErrors.accessBlocked)
}
