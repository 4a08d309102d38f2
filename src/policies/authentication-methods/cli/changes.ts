import { UsageError } from '../../../faces/cli.ts'
import {
  allUsers,
  type ConfigurationChange,
  type MethodState,
  type PasscodeAlphabet,
  type PresetName,
  presets,
} from '../rules.ts'

/** What every configuration can be told. */
export interface AnyOptions {
  readonly state?: MethodState
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
}

/** Durations are in minutes. */
export interface PassOptions extends AnyOptions {
  readonly preset?: PresetName
  readonly min?: number
  readonly max?: number
  readonly default?: number
  readonly length?: number
  readonly oneTime?: boolean
  readonly multiUse?: boolean
  readonly alphabet?: PasscodeAlphabet
  readonly growingLength?: boolean
  readonly secondFactorOnly?: string
  readonly excludeAdministrators?: boolean
}

export interface PasskeyOptions extends AnyOptions {
  readonly selfService?: boolean
  readonly attestation?: boolean
  readonly allow?: readonly string[]
  readonly block?: readonly string[]
  readonly anyModel?: boolean
}

const group = (name: string) => ({ targetType: 'group', id: name === 'all' ? allUsers : name }) as const

/** Absent options leave the setting as it is. */
function given<Value extends object>(values: { [Key in keyof Value]: Value[Key] | undefined }): Partial<Value> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Value>
}

/** `all` includes everybody, `none` empties the list. */
const groups = (names: readonly string[] | undefined) => names?.filter((name) => name !== 'none').map(group)

export const anyChange = ({ state, include, exclude }: AnyOptions): ConfigurationChange<'Password'> =>
  given({
    state,
    includeTargets: groups(include)?.map((target) => ({ ...target, isRegistrationRequired: false })),
    excludeTargets: groups(exclude),
  })

/** A preset comes first; what else is told goes over it. */
export function passChange(options: PassOptions): ConfigurationChange<'TemporaryAccessPass'> {
  if (options.oneTime && options.multiUse) throw new UsageError('Give --one-time or --multi-use, not both.')
  const preset = options.preset && presets[options.preset]
  if (preset?.needsGroup && !options.include) {
    throw new UsageError(`The preset ${options.preset} covers a group of your choice. Name it with --include GROUP.`)
  }
  return {
    ...preset?.settings,
    ...anyChange(options),
    ...given<ConfigurationChange<'TemporaryAccessPass'>>({
      minimumLifetimeInMinutes: options.min,
      maximumLifetimeInMinutes: options.max,
      defaultLifetimeInMinutes: options.default,
      defaultLength: options.length,
      isUsableOnce: options.oneTime ?? (options.multiUse ? false : undefined),
      passcodeAlphabet: options.alphabet,
      passcodeGrowsWithLifetime: options.growingLength,
      secondFactorOnly: secondFactorOnly(options.secondFactorOnly),
      administratorsExcluded: options.excludeAdministrators,
    }),
  }
}

function secondFactorOnly(whom: string | undefined) {
  if (whom === undefined) return undefined
  return whom === 'off' ? ({ state: 'disabled' } as const) : ({ state: 'enabled', includeTarget: group(whom) } as const)
}

export function passkeyChange(options: PasskeyOptions): ConfigurationChange<'Fido2'> {
  const { allow, block, anyModel } = options
  if ([allow, block, anyModel].filter(Boolean).length > 1) {
    throw new UsageError('Give one of --allow, --block and --any-model.')
  }
  const restrictions = {
    ...(allow && ({ isEnforced: true, enforcementType: 'allow', aaGuids: allow } as const)),
    ...(block && ({ isEnforced: true, enforcementType: 'block', aaGuids: block } as const)),
    ...(anyModel && { isEnforced: false }),
  }
  return {
    ...anyChange(options),
    ...given<ConfigurationChange<'Fido2'>>({
      isSelfServiceRegistrationAllowed: options.selfService,
      isAttestationEnforced: options.attestation,
      keyRestrictions: allow || block || anyModel ? restrictions : undefined,
    }),
  }
}
