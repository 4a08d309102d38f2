import type { Access } from '../../src/access/rules.ts'
import { portalApp } from '../../src/access/rules.ts'
import type { AuthenticationDetail, SignInErrorCode } from '../../src/audit/rules/sign-in-record.ts'
import type { Instant } from '../../src/base/time.ts'
import type { MethodKind } from '../../src/methods/rules.ts'
import { isMultifactor } from '../../src/sessions/rules.ts'
import type { Attempt, Judge } from './access.ts'
import type { Applications } from './applications.ts'
import type { Equipment } from './methods.ts'
import type { Organisation } from './organisation.ts'
import type { Person } from './people.ts'
import type { Records } from './records.ts'
import { originFrom, type Stage } from './stage.ts'

/** Everything that happens is told from here. */
export interface Scene {
  readonly stage: Stage
  readonly start: Instant
  readonly organisation: Organisation
  readonly equipment: ReadonlyMap<string, Equipment>
  readonly applications: Applications
  readonly judge: Judge
  readonly records: Records
}

/** Where somebody is and with what. */
export type Place = Pick<Attempt, 'at' | 'person' | 'origin' | 'country'>

/** An application somebody signs in to. */
export interface App {
  readonly appId: string
  readonly displayName: string
}

const names = {
  password: 'Password',
  softwareOath: 'OATH verification code',
  fido2: 'Passkey (FIDO2)',
  temporaryAccessPass: 'Temporary Access Pass',
} as const

export type Used = keyof typeof names & MethodKind

const modes = {
  password: 'password',
  softwareOath: 'softwareOath',
  fido2: 'fido2',
  temporaryAccessPass: 'temporaryAccessPassMultiUse',
} as const

export const step = (at: Instant, method: Used, resultDetail = 'Completed'): AuthenticationDetail => ({
  at,
  authenticationMethod: names[method],
  succeeded: resultDetail === 'Completed',
  resultDetail,
})

/** What was proved with the methods, as policies count it. */
export const proofsWith = (at: Instant, methods: readonly Used[], aaguid?: string): Attempt['proofs'] =>
  methods.map((kind) => ({ kind, mode: modes[kind], at, methodId: kind, ...(kind === 'fido2' && { aaguid }) }))

/** Tells of one sign-in of a person; 0 is success. */
export function tell(
  { records, stage }: Scene,
  { at, person, origin, country }: Place,
  told: {
    readonly app: App
    readonly errorCode: SignInErrorCode
    readonly details: readonly AuthenticationDetail[]
    readonly access?: Access | undefined
    readonly proofs?: Attempt['proofs']
    readonly isNonInteractive?: boolean
  },
): void {
  const { access, proofs = [], app, ...rest } = told
  const { id, userPrincipalName, displayName } = person.user
  records.signIn(at, origin, country, {
    ...rest,
    subject: { kind: 'user', userId: id, userPrincipalName, displayName },
    app: { appId: app.appId, displayName: app.displayName },
    requirement:
      isMultifactor(proofs) || access?.factorsAskedBy.length
        ? 'multiFactorAuthentication'
        : 'singleFactorAuthentication',
    ...(told.errorCode === 0 && { sessionId: stage.draw.id() }),
    ...(access && { policies: access.policies, factorsAskedBy: access.factorsAskedBy }),
  })
}

const isAtWork = (at: Instant, hoursFromUtc: number): boolean => {
  const local = new Date(at + hoursFromUtc * 3_600_000)
  return local.getUTCHours() >= 7 && local.getUTCHours() < 18 && local.getUTCDay() % 6 !== 0
}

/** Where somebody is at that moment: at the desk, at home, on the way, now and then abroad. */
export function placeOf({ draw }: Stage, person: Person, at: Instant): Place {
  const { office, computer, phone, deskAddress, homeAddress } = person
  if (draw.happens(0.025)) {
    const address = `198.19.${draw.between(0, 255)}.${draw.between(1, 254)}`
    return { at, person, origin: originFrom(draw, address, phone), country: draw.of(['ES', 'NL', 'US', 'JP', 'FR']) }
  }
  const isThere = isAtWork(at, office.hoursFromUtc) && draw.happens(0.62)
  const device = draw.happens(isThere ? 0.9 : 0.68) ? computer : phone
  return { at, person, origin: originFrom(draw, isThere ? deskAddress : homeAddress, device), country: office.country }
}

/** Where somebody stands with what they proved: in, or stopped by a policy. */
export function end(scene: Scene, place: Place, app: App, methods: readonly Used[], aaguid?: string): void {
  const proofs = proofsWith(place.at, methods, aaguid)
  const access = scene.judge({ ...place, appId: app.appId, proofs })
  const isStopped = access.outcome !== 'granted'
  if (isStopped && !scene.stage.draw.happens(0.12)) {
    fromDesk(scene, place, methods, aaguid)
    return
  }
  const details = methods.map((method) => step(place.at, method))
  tell(scene, place, { app, errorCode: access.errorCode, details, access, proofs })
}

/** Most people know what is not let in, and do it at their desk instead, with something they may. */
function fromDesk(scene: Scene, place: Place, methods: readonly Used[], aaguid: string | undefined): void {
  const { person, origin } = place
  const there = { ...place, origin: { ...origin, ipAddress: person.deskAddress }, country: person.office.country }
  const proofs = proofsWith(place.at, methods, aaguid)
  const access = scene.judge({ ...there, appId: portalApp.appId, proofs })
  const details = methods.map((method) => step(place.at, method))
  tell(scene, there, { app: portalApp, errorCode: access.errorCode, details, access, proofs })
}

/** An application gets a token with its own secret. */
export function byItself(scene: Scene, at: Instant, errorCode: SignInErrorCode = 0): void {
  const { applications, stage, records } = scene
  const { sync, deskTool, retired } = applications
  const app = errorCode === 7000112 ? retired : stage.draw.happens(0.7) ? sync : deskTool
  records.signIn(at, originFrom(stage.draw, '192.0.2.70', 'node'), 'DE', {
    subject: { kind: 'servicePrincipal', id: app.servicePrincipalId, appId: app.appId, displayName: app.displayName },
    app: { appId: app.appId, displayName: app.displayName },
    errorCode,
    details: [],
    requirement: 'singleFactorAuthentication',
  })
}
