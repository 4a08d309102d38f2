import type { DirectoryAudit } from '../../audit/rules.ts'
import { type Instant, parseIso } from '../../base/time.ts'

const prefix = 'TemporaryAccessPass.TemporaryAccessPass.'

interface Changed {
  readonly displayName: string
  readonly oldValue: string | null
  readonly newValue: string | null
}

const changedIn = (audit: DirectoryAudit): readonly Changed[] =>
  (audit.targetResources[0]?.['modifiedProperties'] ?? []) as readonly Changed[]

const textIn = (json: string | null | undefined): string | null => {
  const value: unknown = json ? JSON.parse(json) : null
  return typeof value === 'string' ? value : null
}

const named = (audit: DirectoryAudit, name: string): Changed | undefined =>
  changedIn(audit).find(({ displayName }) => displayName === `${prefix}${name}`)

/** What a record tells of passes. */
export interface PassChange {
  readonly userId: string
  /** The pass that began with it. */
  readonly issuedId: string | null
  /** The pass that ended with it: deleted, or replaced where another began. */
  readonly endedId: string | null
}

/** What an audit tells of passes; undefined where it failed or tells nothing of any. */
export function passChangeIn(audit: DirectoryAudit): PassChange | undefined {
  const [target] = audit.targetResources
  const id = named(audit, 'Id')
  if (audit.result !== 'success' || !id || typeof target?.['id'] !== 'string') return undefined
  return { userId: target['id'], issuedId: textIn(id.newValue), endedId: textIn(id.oldValue) }
}

/** Whether an audit ends the pass: a deletion, a replacement, or the end of the account. */
export const endsPassOf = (audit: DirectoryAudit, passId: string): boolean =>
  audit.result === 'success' && (passChangeIn(audit)?.endedId === passId || audit.activityDisplayName === 'Delete user')

/** A pass as the record of its issuing tells it. */
export interface IssuedPass {
  readonly id: string
  readonly user: {
    readonly id: string
    readonly displayName: string | null
    readonly userPrincipalName: string | null
  }
  readonly issuedAt: Instant
  readonly startAt: Instant | null
  readonly endAt: Instant | null
  readonly isUsableOnce: boolean | null
}

const instantIn = (json: string | null | undefined): Instant | null => parseIso(textIn(json) ?? '') ?? null

/** The pass that an audit issued; undefined where it issued none. */
export function issuedBy(audit: DirectoryAudit, at: Instant): IssuedPass | undefined {
  const change = passChangeIn(audit)
  if (!change || change.issuedId === null) return undefined
  const [target] = audit.targetResources
  const usage = textIn(named(audit, 'AccessPassUsage')?.newValue)
  return {
    id: change.issuedId,
    user: {
      id: change.userId,
      displayName: (target?.['displayName'] ?? null) as string | null,
      userPrincipalName: (target?.['userPrincipalName'] ?? null) as string | null,
    },
    issuedAt: at,
    startAt: instantIn(named(audit, 'StartDateTime')?.newValue),
    endAt: instantIn(named(audit, 'EndTime')?.newValue),
    isUsableOnce: usage === null ? null : usage === 'Once',
  }
}
