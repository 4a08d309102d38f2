import type { PassPreviewAnswer } from '../../../contract/api/pass-preview.ts'
import { toIso } from '../../base/time.ts'
import {
  type Asked,
  type DoorPreview,
  doorMessage,
  hindranceText,
  noteText,
  type PolicyOutlook,
  type PolicyPreview,
  policyMessage,
  type Registrable,
  registrableText,
  registrationMessage,
  summaryOf,
} from '../rules.ts'
import { notesOf, type PreviewedPass } from '../service.ts'

/** The preview on the wire; times in its sentences are in `zone`. */
export function previewToApi(found: PreviewedPass, zone = 'UTC'): PassPreviewAnswer {
  const { user, foreseen, hindrances, preview } = found
  const { terms, refusals, configuration } = foreseen
  const notes = notesOf(found)
  const { registration } = preview
  return {
    user: { id: user.id, displayName: user.displayName, userPrincipalName: user.userPrincipalName },
    verdict: preview.verdict,
    summary: [
      ...summaryOf(
        {
          displayName: user.displayName,
          terms,
          refusals: refusals.map(({ message }) => message),
          hindrances,
          notes,
          preview,
        },
        zone,
      ),
    ],
    issuance: {
      allowed: refusals.length === 0,
      refusals: refusals.map(({ code, message, field }) => ({ code, message, property: field ?? null })),
      notes: [
        ...hindrances.map((code) => ({ code, message: hindranceText[code] })),
        ...notes.map((code) => ({ code, message: noteText[code] })),
      ],
      startDateTime: toIso(terms.startAt),
      endDateTime: toIso(terms.endAt),
      lifetimeInMinutes: terms.lifetimeMinutes,
      isUsableOnce: terms.isUsableOnce,
      policy: {
        minimumLifetimeInMinutes: configuration.minimumLifetimeInMinutes,
        maximumLifetimeInMinutes: configuration.maximumLifetimeInMinutes,
        defaultLifetimeInMinutes: configuration.defaultLifetimeInMinutes,
        isUsableOnce: configuration.isUsableOnce,
      },
    },
    policies: preview.policies.map((policy) => policyToApi(policy, openDoors(preview.doors))),
    applications: preview.doors.map(doorToApi),
    registration: {
      allowed: registration.opening,
      dependsOn: [...registration.dependsOn],
      policyIds: idsOf(registration.inTheWay),
      asked: askedToApi(registration.asked),
      minutesAfterSignIn: registration.minutes,
      untilDateTime: toIso(registration.until),
      methods: registration.methods.map(methodToApi),
      message: registrationMessage(registration),
    },
  }
}

const openDoors = (doors: readonly DoorPreview[]): number => doors.filter(({ door }) => !door.closed).length

const idsOf = (outlooks: readonly PolicyOutlook[]): string[] => outlooks.map(({ policy }) => policy.id)

const policyToApi = (found: PolicyPreview, doors: number): PassPreviewAnswer['policies'][number] => ({
  id: found.policy.id,
  displayName: found.policy.displayName,
  state: found.policy.state === 'enabled' ? 'enabled' : 'enabledForReportingButNotEnforced',
  signIn: standingToApi(found.signIn),
  appIds: found.doors.map(({ appId }) => appId),
  registration: standingToApi(found.registration),
  message: policyMessage(found, doors),
})

const results = { satisfied: 'satisfied', interrupted: 'asksForMore', failed: 'blocks' } as const

const standingToApi = ({ applies, dependsOn, result, missing, reasons }: PolicyOutlook) => ({
  applies,
  dependsOn: [...dependsOn],
  result: result && results[result],
  missing: missing.map(({ kind }) => kind),
  strength: missing.flatMap(strengthNames)[0] ?? null,
  reasons: [...reasons],
})

const strengthNames = (control: PolicyOutlook['missing'][number]): readonly string[] =>
  control.kind === 'authenticationStrength' ? [control.strength.displayName] : []

const doorToApi = (found: DoorPreview): PassPreviewAnswer['applications'][number] => ({
  appId: found.door.appId,
  displayName: found.door.displayName,
  opens: found.opening,
  dependsOn: [...found.dependsOn],
  policyIds: idsOf(found.inTheWay),
  asked: askedToApi(found.asked),
  message: doorMessage(found),
})

const askedToApi = (asked: Asked | null) => asked && { next: asked.next, methods: [...asked.kinds] }

const methodToApi = (method: Registrable): PassPreviewAnswer['registration']['methods'][number] => ({
  kind: method.kind,
  canRegister: method.why === null,
  reason: method.why,
  message: registrableText(method),
})
