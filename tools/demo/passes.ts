import { portalApp } from '../../src/access/rules.ts'
import { type AuditEntry, modified } from '../../src/audit/rules.ts'
import type { Actor, SystemActor } from '../../src/base/actor.ts'
import type { Secret } from '../../src/base/secret.ts'
import { type Instant, instant, plusMinutes } from '../../src/base/time.ts'
import { findUser } from '../../src/directory/service.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import type { Pass, PassRequest } from '../../src/methods/temporary-access-pass/rules.ts'
import { type IssuedPass, issuePass } from '../../src/methods/temporary-access-pass/service.ts'
import { spendPass } from '../../src/methods/temporary-access-pass/store.ts'
import { insertRows } from './bulk.ts'
import { deskActor, targetOf } from './changes.ts'
import type { Draw } from './draw.ts'
import { passkeyFor } from './methods.ts'
import { inAddress } from './names.ts'
import { actorOf, isOrdinary } from './organisation.ts'
import type { Person } from './people.ts'
import { type Persona, personas } from './personas.ts'
import { end, placeOf, type Scene } from './scene.ts'

/** Where one signs in as somebody: told once, and nowhere kept. */
export interface PersonaPass extends Pick<Persona, 'key' | 'about'> {
  readonly displayName: string
  readonly userPrincipalName: string
  readonly code: Secret
  readonly pass: Pass
}

/** Gives each persona who is there a pass for the next hours, in place of the one they have. */
export async function issuePersonaPasses(kernel: Kernel, actor: SystemActor): Promise<readonly PersonaPass[]> {
  const issued: PersonaPass[] = []
  for (const { key, about, name } of personas) {
    const address = `${inAddress(name.given)}.${inAddress(name.family)}@${kernel.tenant.domain}`
    const user = await kernel.store.read((r) => findUser(r, address))
    if (!user) continue
    const { pass, code } = await issuePass(kernel, actor, { user: user.id, ...wantedFor(key) })
    issued.push({ key, about, displayName: user.displayName, userPrincipalName: address, code, pass })
  }
  return issued
}

/** A newcomer has but one use of the first pass, as is right. */
const wantedFor = (key: Persona['key']): PassRequest => ({ lifetimeMinutes: 480, isUsableOnce: key === 'newHire' })

/** How much of a kind there is. */
export interface PassCounts {
  readonly live: number
  readonly expired: number
  readonly spent: number
  readonly stories: number
}

/** The passes of these days: live ones, those that start later, expired and spent ones; who used theirs got a passkey. */
export async function passesOfToday(scene: Scene, counts: PassCounts): Promise<void> {
  const { organisation, equipment, stage } = scene
  const free = organisation.people.filter(
    (person) => isOrdinary(organisation, person) && !equipment.get(person.user.id)?.passkey,
  )
  const wanted = counts.live + counts.expired + counts.spent + counts.stories
  const chosen = [...stage.draw.some(free, wanted)]
  const take = (count: number) => chosen.splice(0, count)
  const desk = new Desk(scene)
  for (const person of take(counts.stories)) await desk.story(person)
  for (const person of take(counts.spent)) await desk.spent(person)
  for (const person of take(counts.expired)) await desk.expired(person)
  for (const [place, person] of take(counts.live).entries()) await desk.live(person, place)
  for (const person of organisation.people.filter(({ kind }) => kind === 'starter')) await desk.starting(person)
  const lost = organisation.people.find(({ persona }) => persona === 'lostPhone')
  if (lost) await desk.phoneLost(lost)
  stage.clock.set(stage.now)
}

const minutes = 60_000

/** So many minutes in milliseconds, to the second. */
const about = (draw: Draw, least: number, most: number): number => draw.between(least * 60, most * 60) * 1000

class Desk {
  readonly #scene: Scene

  constructor(scene: Scene) {
    this.#scene = scene
  }

  async #issue(person: Person, at: number, request: PassRequest, correlationId?: string): Promise<IssuedPass> {
    const { stage } = this.#scene
    stage.clock.set(instant(Math.floor(at)))
    const actor = deskActor(this.#scene)
    const origin = correlationId ? { ...actor.origin, correlationId } : actor.origin
    return issuePass(stage.secretive, { ...actor, origin }, { user: person.user.id, ...request })
  }

  /** The person signs in with the pass. */
  async #redeem(person: Person, { pass }: IssuedPass, at: Instant, correlationId?: string): Promise<Actor> {
    const { stage } = this.#scene
    await spendPass({ ...stage.w, now: at }, pass)
    const place = placeOf(stage, person, at)
    const origin = correlationId ? { ...place.origin, correlationId } : place.origin
    end(this.#scene, { ...place, origin }, portalApp, ['temporaryAccessPass'])
    return { ...actorOf(stage, person, []), origin }
  }

  #tell(at: Instant, actor: Actor, entry: AuditEntry): void {
    this.#scene.records.audit(at, actor, entry)
  }

  /** All of it under one number: issued, redeemed, a passkey registered. */
  async story(person: Person): Promise<void> {
    const { stage, start } = this.#scene
    const { draw, now } = stage
    const correlationId = draw.id()
    const earliest = Math.max(start, now - 20 * 1440 * minutes, person.activeFrom)
    const at = draw.between(earliest, now - 120 * minutes)
    const issued = await this.#issue(person, at, { lifetimeMinutes: 60, isUsableOnce: true }, correlationId)
    const redeemedAt = instant(at + about(draw, 3, 40))
    const actor = await this.#redeem(person, issued, redeemedAt, correlationId)
    const registeredAt = instant(redeemedAt + draw.between(70, 300) * 1000)
    const passkey = passkeyFor(stage, person, registeredAt, registeredAt)
    await insertRows(stage, 'passkeys', [passkey])
    const properties = [
      modified('Fido2AuthenticationMethod.Id', null, passkey.id),
      modified('Fido2AuthenticationMethod.DisplayName', null, passkey.display_name),
      modified('Fido2AuthenticationMethod.AaGuid', null, passkey.aaguid),
    ]
    this.#tell(registeredAt, actor, {
      activity: 'userRegisteredSecurityInfo',
      reason: 'User registered Fido2 Authentication Method',
      targets: [targetOf(person, properties)],
    })
  }

  async spent(person: Person): Promise<void> {
    const { draw, now } = this.#scene.stage
    const at = now - about(draw, 60, 2 * 1440)
    const issued = await this.#issue(person, at, { lifetimeMinutes: 60, isUsableOnce: true })
    await this.#redeem(person, issued, instant(at + about(draw, 2, 50)))
  }

  async expired(person: Person): Promise<void> {
    const { draw, now } = this.#scene.stage
    await this.#issue(person, now - about(draw, 190, 4 * 1440), {
      lifetimeMinutes: draw.of([60, 120, 180]),
      isUsableOnce: draw.happens(0.6),
    })
  }

  /** Issued in the last hour and good for some more; every third is for several uses and was used. */
  async live(person: Person, place: number): Promise<void> {
    const { draw, now } = this.#scene.stage
    const ago = about(draw, 3, 55)
    const isUsableOnce = place % 3 !== 0
    const issued = await this.#issue(person, now - ago, {
      lifetimeMinutes: draw.of([60, 120, 240, 480, 1440]),
      isUsableOnce,
    })
    if (!isUsableOnce) await this.#redeem(person, issued, instant(now - draw.between(60_000, ago)))
  }

  /** For the first day, from seven in the morning where the person works. */
  async starting(person: Person): Promise<void> {
    const { draw, now } = this.#scene.stage
    const hiredAt = person.user.employeeHireAt ?? now
    const startAt = plusMinutes(hiredAt, (7 - person.office.hoursFromUtc) * 60)
    await this.#issue(person, now - about(draw, 60, 2880), {
      startAt,
      lifetimeMinutes: 480,
      isUsableOnce: true,
    })
  }

  /** What was on the phone is taken away, and everybody who holds it is signed out. */
  async phoneLost(person: Person): Promise<void> {
    const { draw, now } = this.#scene.stage
    const at = instant(now - about(draw, 25, 50))
    const desk = deskActor(this.#scene)
    this.#tell(at, desk, { activity: 'revokeSessions', reason: 'Phone lost', targets: [targetOf(person)] })
    await this.#issue(
      person,
      at + 2 * minutes,
      { lifetimeMinutes: 480, isUsableOnce: false },
      desk.origin.correlationId,
    )
  }
}
