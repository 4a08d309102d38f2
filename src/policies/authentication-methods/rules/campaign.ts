import { allUsers, type Target } from './configuration.ts'
import { campaignMethods, type PolicySettings } from './settings.ts'

export type CampaignMethod = (typeof campaignMethods)[number]

/** Somebody of whom the campaign is asked. */
interface Subject {
  readonly userId: string
  /** All groups the user is in, also through other groups. */
  readonly groupIds: ReadonlySet<string>
}

const covers = ({ targetType, id }: Target, { userId, groupIds }: Subject): boolean =>
  targetType === 'user' ? id === userId : id === allUsers || groupIds.has(id)

/** The methods that the campaign asks this person to have; none while it is off, or where it leaves the person out. */
export function campaignFor({ registrationCampaign }: PolicySettings, subject: Subject): readonly CampaignMethod[] {
  const { state, includeTargets, excludeTargets } = registrationCampaign
  if (state !== 'enabled' || excludeTargets.some((target) => covers(target, subject))) return []
  const asked = new Set(
    includeTargets.filter((target) => covers(target, subject)).map((target) => target.targetedAuthenticationMethod),
  )
  return campaignMethods.filter((method) => asked.has(method))
}
