import { hash } from 'node:crypto'
import { toBase64Url } from '../../src/base/bytes.ts'
import { plusMinutes } from '../../src/base/time.ts'
import { insertRows } from './bulk.ts'
import { placeOf, proofsWith, type Scene } from './scene.ts'

/** Sessions of people who are at it now; nobody has the cookies. */
export async function openSessions({ stage, organisation, equipment }: Scene, count: number): Promise<void> {
  const { draw, now, kernel } = stage
  const staff = organisation.people.filter(({ kind, persona }) => kind === 'staff' && persona === undefined)
  const rows = draw.some(staff, count).map((person) => {
    const ago = draw.between(2, 400)
    const { origin, at } = placeOf(stage, person, plusMinutes(now, -ago))
    const passkey = equipment.get(person.user.id)?.passkey
    const proofs = passkey
      ? proofsWith(at, ['fido2']).map(({ kind, mode }) => ({ kind, mode, at, methodId: passkey.id }))
      : proofsWith(at, ['password'])
    return {
      id: draw.id(),
      token_hash: hash('sha256', toBase64Url(kernel.random.bytes(32)), 'base64url'),
      user_id: person.user.id,
      pass_id: null,
      created_at: at,
      auth_time: at,
      last_seen_at: plusMinutes(now, -Math.min(ago, draw.between(1, 45))),
      expires_at: plusMinutes(at, kernel.settings.sessionLifetimeMinutes),
      proofs: JSON.stringify(proofs),
      ip_address: origin.ipAddress,
      user_agent: origin.userAgent,
      ended_at: null,
      ended_reason: null,
    }
  })
  await insertRows(stage, 'sessions', rows)
}
