import type { PassPreviewAnswer } from '../../../../../contract/api/pass-preview.ts'
import { useFormat, useTexts } from '../../../shell/preferences.tsx'

type Application = PassPreviewAnswer['applications'][number]
type Registration = PassPreviewAnswer['registration']
type Policy = PassPreviewAnswer['policies'][number]
type Standing = Policy['signIn']

interface OutlookWords {
  application(application: Application): string
  policy(policy: Policy): string
  registration(registration: Registration): readonly string[]
}

/** Says in the reader's language what the server foresees of a pass. */
export function useOutlookWords({ policies }: PassPreviewAnswer): OutlookWords {
  const { passes } = useTexts()
  const format = useFormat()
  const { preview } = passes
  const known: Readonly<Record<string, string>> = preview.controls
  const names: Readonly<Record<string, string>> = preview.methodNames
  const nameOf = (kind: string): string => names[kind] ?? kind

  function demand({ result, missing, strength }: Standing): string {
    if (result === 'satisfied' || missing.length === 0) return preview.met
    if (missing.includes('block')) return preview.blocks
    const controls = [...new Set(missing)].map((control) =>
      control === 'authenticationStrength' && strength !== null
        ? preview.strength(strength)
        : (known[control] ?? control),
    )
    return result === 'blocks' ? preview.asksInVain(controls) : preview.asks(controls)
  }

  const asked = (found: Application['asked']): readonly string[] =>
    found === null
      ? []
      : [
          found.next === 'changePassword'
            ? preview.asked.changePassword
            : preview.asked[found.next](found.methods.map(nameOf)),
        ]

  const obstacles = (policyIds: readonly string[], standingOf: (policy: Policy) => Standing): readonly string[] =>
    policies.flatMap((policy) =>
      policyIds.includes(policy.id) ? [preview.policy(policy.displayName, demand(standingOf(policy)))] : [],
    )

  const wayIn = (found: Omit<Application, 'opens' | 'appId' | 'displayName' | 'message'>, isShut: boolean) => {
    const inTheWay = policies.filter(({ id }) => found.policyIds.includes(id))
    const isHopeless = inTheWay.some(({ signIn, registration }) =>
      [signIn, registration].some(({ result }) => result === 'blocks'),
    )
    return [
      ...(found.dependsOn.length > 0 ? [preview.dependsOn(found.dependsOn)] : []),
      ...asked(found.asked),
      ...(isShut && inTheWay.length > 0 && !isHopeless ? [preview.nothingElse] : []),
    ]
  }

  return {
    application: (application) => {
      const isShut = application.opens === 'no'
      if (isShut && application.policyIds.length === 0) return preview.nothingOpens
      return [...obstacles(application.policyIds, ({ signIn }) => signIn), ...wayIn(application, isShut)].join(' ')
    },
    policy: ({ displayName, signIn, registration }) =>
      preview.policy(displayName, demand(signIn.applies === 'no' ? registration : signIn)),
    registration: (registration) => {
      const possible = registration.methods.filter(({ canRegister }) => canRegister)
      const refused = registration.methods.flatMap(({ kind, reason }) =>
        reason === null ? [] : [preview.not(nameOf(kind), preview.notRegistrable[reason])],
      )
      if (registration.allowed === 'no' || possible.length === 0) {
        const why = obstacles(registration.policyIds, (policy) => standingOnRegistering(policy))
        return [preview.cannotRegister, ...why, ...refused]
      }
      const until = format.dateTime(registration.untilDateTime)
      return [
        preview.canRegister(possible.map(({ kind }) => nameOf(kind))),
        registration.minutesAfterSignIn === null
          ? preview.registerUntil(until)
          : preview.registerWithin(format.duration(registration.minutesAfterSignIn), until),
        ...(registration.allowed === 'yes'
          ? []
          : [...obstacles(registration.policyIds, standingOnRegistering), ...wayIn(registration, false)]),
        ...refused,
      ]
    },
  }
}

const standingOnRegistering = ({ signIn, registration }: Policy): Standing =>
  registration.applies === 'no' ? signIn : registration
