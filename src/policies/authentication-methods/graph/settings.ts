import type { z } from 'zod'
import type { betaMethodsPolicyPatch } from '../../../../contract/graph/authentication-methods-policy.ts'
import type { GraphVersion } from '../../../faces/graph/router.ts'
import type { PolicySettings, SettingsChange } from '../rules.ts'

/** What the policy says of all methods together, as Graph writes it; beta tells more. */
export const settingsToGraph = (settings: PolicySettings, version: GraphVersion) => ({
  policyMigrationState: settings.policyMigrationState,
  reconfirmationInDays: settings.reconfirmationInDays,
  registrationEnforcement: { authenticationMethodsRegistrationCampaign: settings.registrationCampaign },
  ...(version === 'beta'
    ? {
        systemCredentialPreferences: settings.systemCredentialPreferences,
        reportSuspiciousActivitySettings: settings.reportSuspiciousActivitySettings,
      }
    : {}),
})

/** A PATCH in the words of the policy. */
export function settingsChange(body: z.output<typeof betaMethodsPolicyPatch>): SettingsChange {
  const { registrationEnforcement, policyMigrationState, reconfirmationInDays } = body
  const campaign = registrationEnforcement?.authenticationMethodsRegistrationCampaign
  const { systemCredentialPreferences, reportSuspiciousActivitySettings } = body
  return {
    ...(policyMigrationState === undefined ? {} : { policyMigrationState }),
    ...(reconfirmationInDays === undefined ? {} : { reconfirmationInDays }),
    ...(campaign === undefined ? {} : { registrationCampaign: campaign }),
    ...(systemCredentialPreferences === undefined ? {} : { systemCredentialPreferences }),
    ...(reportSuspiciousActivitySettings === undefined ? {} : { reportSuspiciousActivitySettings }),
  }
}
