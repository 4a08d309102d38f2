import type { AuthenticationKind, Metrics, PassResult } from '../kernel/metrics.ts'
import type { Gathered } from '../kernel/store.ts'
import type { AuthenticationDetail, SignInEntry, SignInErrorCode } from './rules/sign-in-record.ts'
import type { AuditEntry } from './rules.ts'

/** What the log calls a method, and what the metrics call it. */
const kinds: Readonly<Record<string, AuthenticationKind>> = {
  'Temporary Access Pass': 'temporaryAccessPass',
  'Passkey (FIDO2)': 'fido2',
  'OATH verification code': 'softwareOath',
  Password: 'password',
  'Client secret': 'clientSecret',
}

const passResults: Partial<Record<SignInErrorCode, PassResult>> = {
  50034: 'noPass',
  50053: 'throttled',
  50057: 'accountDisabled',
  130502: 'blockedByPolicy',
  130504: 'outsideWindow',
  130505: 'alreadyUsed',
  130507: 'noPass',
}

/** Counts what was committed, so that metrics and logs cannot tell two stories. */
export const countRecords =
  (metrics: Metrics) =>
  ({ audits, signIns }: Gathered): void => {
    for (const entry of audits) countIssued(metrics, entry)
    for (const entry of signIns) countSignIn(metrics, entry)
  }

function countIssued(metrics: Metrics, { activity, result, targets }: AuditEntry): void {
  if (activity !== 'adminRegisteredSecurityInfo' || result === 'failure') return
  const usage = targets
    .flatMap((target) => target.modifiedProperties ?? [])
    .find((property) => property.displayName.endsWith('TemporaryAccessPass.AccessPassUsage'))
  if (usage?.newValue) metrics.passIssued(usage.newValue.includes('Once') ? 'once' : 'multi')
}

/** A failure is that of the last step; a success is that of every step that succeeded. */
function countSignIn(metrics: Metrics, { errorCode, details }: SignInEntry): void {
  if (errorCode === 0) {
    for (const step of details) if (step.succeeded) countStep(metrics, step, errorCode)
  } else {
    const last = details.at(-1)
    if (last) countStep(metrics, last, errorCode)
  }
}

function countStep(metrics: Metrics, step: AuthenticationDetail, errorCode: SignInErrorCode): void {
  const kind = kinds[step.authenticationMethod]
  if (!kind) return
  const failure = errorCode === 50053 ? 'throttled' : 'failure'
  metrics.authenticated(kind, errorCode === 0 ? 'success' : failure)
  if (kind === 'temporaryAccessPass') {
    metrics.passRedeemed(errorCode === 0 ? 'success' : (passResults[errorCode] ?? 'wrong'))
  }
}
