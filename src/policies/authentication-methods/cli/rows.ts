import { formatDuration } from '../../../base/duration.ts'
import type { Row } from '../../../faces/cli.ts'
import { allUsers, type Configuration } from '../rules.ts'

/** One configuration for people. */
export function configurationRow(configuration: Configuration): Row {
  const { id, state, includeTargets, excludeTargets } = configuration
  return {
    configuration: id,
    state,
    include: names(includeTargets),
    exclude: names(excludeTargets),
    ...ownRow(configuration),
  }
}

const names = (targets: readonly { readonly id: string }[]): string =>
  targets.map(({ id }) => (id === allUsers ? 'all' : id)).join(', ') || 'none'

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no')

function ownRow(configuration: Configuration): Row {
  if (configuration.id === 'Fido2') {
    const { isEnforced, enforcementType, aaGuids } = configuration.keyRestrictions
    return {
      'self-service registration': yesOrNo(configuration.isSelfServiceRegistrationAllowed),
      'attestation enforced': yesOrNo(configuration.isAttestationEnforced),
      models: isEnforced ? `${enforcementType} ${aaGuids.join(', ')}` : 'any',
    }
  }
  if (configuration.id !== 'TemporaryAccessPass') return {}
  const { secondFactorOnly } = configuration
  return {
    'shortest lifetime': formatDuration(configuration.minimumLifetimeInMinutes),
    'usual lifetime': formatDuration(configuration.defaultLifetimeInMinutes),
    'longest lifetime': formatDuration(configuration.maximumLifetimeInMinutes),
    use: configuration.isUsableOnce ? 'one-time' : 'the issuer chooses',
    'passcode length': `${configuration.defaultLength}${configuration.passcodeGrowsWithLifetime ? ', longer for longer lifetimes' : ''}`,
    'passcode alphabet': configuration.passcodeAlphabet,
    'only after a password': secondFactorOnly.state === 'enabled' ? names([secondFactorOnly.includeTarget]) : 'nobody',
    'administrators excluded': yesOrNo(configuration.administratorsExcluded),
  }
}
