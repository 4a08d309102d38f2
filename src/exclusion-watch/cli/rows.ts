import type { ExclusionResource, ExemptPersonResource } from '../../../contract/api/exclusions.ts'
import { inZone } from '../../base/duration.ts'
import { parseIso } from '../../base/time.ts'
import type { Row } from '../../faces/cli.ts'

type Exemption = ExemptPersonResource['exemptions'][number]

const requirements = { mfa: 'multifactor', authenticationStrength: 'a strength', block: 'blocks' } as const
const states = { enabled: 'enforced', enabledForReportingButNotEnforced: 'report-only', disabled: 'off' } as const

const before = 'before the log begins'

function timeOf(text: string | null, zone: string): string | undefined {
  const at = text === null ? undefined : parseIso(text)
  return at === undefined ? undefined : inZone(at, zone)
}

const whoOf = (by: ExclusionResource['addedBy']): string | null =>
  by && (by.userPrincipalName ?? by.displayName ?? by.id)

const excludedOf = ({ kind, targetDisplayName, targetId, ...rest }: ExclusionResource | Exemption): string => {
  if (kind !== 'guests') return `${kind} ${targetDisplayName ?? targetId}`
  const kinds = 'guestOrExternalUserTypes' in rest ? rest.guestOrExternalUserTypes : []
  return kinds.length > 0 ? `guests: ${kinds.join(', ')}` : 'guests'
}

const askedFor = ({ requirement }: Pick<Exemption, 'requirement'>): string | null =>
  requirement && requirements[requirement]

/** An exclusion in one line. */
export const exclusionRow = (exclusion: ExclusionResource, zone: string): Row => ({
  policy: exclusion.policyDisplayName,
  state: states[exclusion.policyState],
  asks: askedFor(exclusion),
  excludes: excludedOf(exclusion),
  since: timeOf(exclusion.addedDateTime, zone) ?? before,
  by: whoOf(exclusion.addedBy),
  ends: timeOf(exclusion.expirationDateTime, zone) ?? 'never',
  id: exclusion.id,
})

/** An exclusion line by line, with what to do instead. */
export const exclusionDetails = (exclusion: ExclusionResource, zone: string): Row => ({
  ...exclusionRow(exclusion, zone),
  record: exclusion.addedAuditId,
  instead: exclusion.recommendation?.command,
  'over HTTP': exclusion.recommendation?.request,
})

/** A person who is exempt, a line for each exclusion. */
export const personRows = (person: ExemptPersonResource, zone: string): readonly Row[] =>
  person.exemptions.map((exemption) => ({
    person: person.userPrincipalName ?? person.id,
    'strong method': person.hasStrongMethod === null ? null : person.hasStrongMethod ? 'yes' : 'NONE',
    policy: exemption.policyDisplayName,
    state: exemption.isIncluded ? states[exemption.policyState] : 'not for them',
    by: wayOf(exemption),
    since: timeOf(exemption.sinceDateTime, zone) ?? before,
    'by whom': whoOf(exemption.by),
    ends: timeOf(exemption.expirationDateTime, zone) ?? 'never',
  }))

/** `group Travellers > Crew`, from the excluded group down to the one the person is in. */
function wayOf(exemption: Exemption): string {
  const groups = exemption.groups.map(({ id, displayName }) => displayName ?? id)
  if (exemption.kind === 'group') return `group ${groups.join(' > ')}`
  const through = groups.length > 0 ? ` through ${groups.join(' > ')}` : ''
  return exemption.kind === 'user' ? 'name' : `${excludedOf(exemption)}${through}`
}
