import { toBase64Url } from '../../src/base/bytes.ts'
import { type Instant, instant } from '../../src/base/time.ts'
import { modelName } from '../../src/methods/passkey/rules.ts'
import type { PasskeyRow } from '../../src/methods/passkey/tables.ts'
import { hashPassword } from '../../src/methods/password/verify.ts'
import { sealSecret } from '../../src/methods/totp/secret.ts'
import type { OathTokenRow } from '../../src/methods/totp/tables.ts'
import { insertRows } from './bulk.ts'
import type { Person } from './people.ts'
import type { Stage } from './stage.ts'

/** What somebody signs in with, and since when. */
export interface Equipment {
  readonly hasPassword: boolean
  readonly passkey: PasskeyRow | undefined
  /** The authenticator app. */
  readonly oath: OathTokenRow | undefined
}

const keys = [
  ['08987058-cadc-4811-b6e1-30de50dcbe96', 26],
  ['fbfc3007-154e-4ecc-8c0b-6e020557d7bd', 20],
  ['ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4', 16],
  ['90a3ccdf-635c-4729-a248-9b709135078f', 10],
  ['de1e552d-db1d-4423-a619-566b625cdc84', 10],
  ['ee882879-721c-4913-9775-3dfcce97072a', 10],
  ['fa2b99dc-9e39-4257-8f92-4a30d23c4118', 8],
] as const
const synced: readonly string[] = ['fbfc3007-154e-4ecc-8c0b-6e020557d7bd', 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4']

/** A key of the right form that nobody has the other half of. */
const coseKey = (draw: Stage['draw']): Uint8Array =>
  Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    draw.bytes(32),
    Buffer.from('225820', 'hex'),
    draw.bytes(32),
  ])

export function passkeyFor(stage: Stage, person: Person, createdAt: Instant, lastUsedAt: Instant | null): PasskeyRow {
  const { draw } = stage
  const aaguid = draw.weighted(keys)
  const isSynced = synced.includes(aaguid)
  return {
    id: toBase64Url(draw.bytes(24)),
    user_id: person.user.id,
    display_name: modelName(aaguid) ?? 'Passkey',
    public_key: coseKey(draw),
    sign_count: 0,
    aaguid,
    attestation_level: 'notAttested',
    attestation_certificates: '[]',
    transports: JSON.stringify(isSynced ? ['hybrid', 'internal'] : ['internal']),
    backup_eligible: isSynced ? 1 : 0,
    backup_state: isSynced ? 1 : 0,
    discoverable: 1,
    created_at: createdAt,
    last_used_at: lastUsedAt,
  }
}

/** Gives people what they sign in with; the passkeys come over the time of the logs, slowly at first. */
export async function equip(
  stage: Stage,
  people: readonly Person[],
  start: Instant,
): Promise<ReadonlyMap<string, Equipment>> {
  const unknown = Buffer.from(stage.kernel.random.bytes(24)).toString('base64url')
  const hash = await hashPassword(stage.kernel, unknown)
  const equipment = new Map(people.map((person) => [person.user.id as string, drawn(stage, person, start)] as const))
  const all = [...equipment.values()]
  await insertRows(
    stage,
    'passkeys',
    all.flatMap(({ passkey }) => passkey ?? []),
  )
  await insertRows(
    stage,
    'oath_tokens',
    all.flatMap(({ oath }) => oath ?? []),
  )
  await insertRows(
    stage,
    'passwords',
    people
      .filter(({ user }) => equipment.get(user.id)?.hasPassword)
      .map(({ user, activeUntil }) => ({
        user_id: user.id,
        hash,
        must_change: 0,
        changed_at: stage.draw.between(user.createdAt, stage.now),
        last_used_at: activeUntil - stage.draw.between(0, 20) * 3_600_000,
      })),
  )
  await contacts(stage, people)
  return equipment
}

function drawn(stage: Stage, person: Person, start: Instant): Equipment {
  const { draw, now } = stage
  const isHere = person.kind === 'staff' || person.kind === 'disabled' || person.kind === 'leaving'
  if (person.kind === 'emergency')
    return { hasPassword: false, passkey: passkeyFor(stage, person, start, null), oath: undefined }
  if (!isHere || person.persona === 'newHire') return { hasPassword: false, passkey: undefined, oath: undefined }
  const isLost = person.persona === 'lostPhone'
  const share = draw.share()
  const isEarly = share < 0.2
  const adoptedAt = isEarly
    ? person.activeFrom - draw.between(10, 500) * 86_400_000
    : start + Math.floor((now - start) * Math.sqrt(draw.share()))
  const passkeyAt = Math.max(adoptedAt, person.user.createdAt + 3_600_000, isEarly ? 0 : person.activeFrom + 7_200_000)
  const hasPasskey = !person.persona && share < 0.62 && passkeyAt < person.activeUntil - 7_200_000
  const hasOath = isLost || (!person.persona && draw.happens(hasPasskey ? 0.3 : 0.45))
  const recently = instant(Math.max(person.activeUntil - draw.between(1, 60) * 3_600_000, passkeyAt))
  return {
    hasPassword: !person.persona || isLost,
    passkey: hasPasskey ? passkeyFor(stage, person, instant(passkeyAt), recently) : undefined,
    oath: hasOath ? oathFor(stage, person, start) : undefined,
  }
}

function oathFor(stage: Stage, person: Person, start: Instant): OathTokenRow {
  const { draw, kernel } = stage
  const id = draw.id()
  const createdAt = Math.max(person.user.createdAt + 3_600_000, start - draw.between(30, 700) * 86_400_000)
  return {
    id,
    user_id: person.user.id,
    display_name: 'Authenticator app',
    secret: sealSecret(kernel, { id, userId: person.user.id }, kernel.random.bytes(20)),
    last_step: Math.floor(person.activeUntil / 30_000) - 1000,
    created_at: createdAt,
    last_used_at: person.activeUntil - draw.between(1, 90) * 3_600_000,
  }
}

async function contacts(stage: Stage, people: readonly Person[]): Promise<void> {
  const { draw } = stage
  const reachable = people.filter(({ kind }) => kind === 'staff')
  const phones = reachable.filter(() => draw.happens(0.7))
  await insertRows(
    stage,
    'phones',
    phones.map(({ user, office }) => ({
      user_id: user.id,
      phone_type: 'mobile',
      phone_number: `${office.phonePrefix.split(' ')[0]} ${draw.between(600_000_000, 799_999_999)}`,
      created_at: user.createdAt + 3_600_000,
    })),
  )
  const mails = reachable.filter(() => draw.happens(0.15))
  await insertRows(
    stage,
    'emails',
    mails.map(({ user }) => ({
      user_id: user.id,
      email_address: `${user.mailNickname}@mailbox.example`,
      created_at: user.createdAt + 3_600_000,
    })),
  )
}
