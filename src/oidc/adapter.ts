import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import { type SystemActor, serverOrigin } from '../base/actor.ts'
import { toBase64Url, utf8 } from '../base/bytes.ts'
import { uuid } from '../base/random.ts'
import { plusSeconds } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Write } from '../kernel/store.ts'
import { consumeArtefact, deleteArtefact, deleteArtefactsOfGrant, findArtefact, upsertArtefact } from './store.ts'
import type { OidcArtefactRow } from './tables.ts'

const purpose = 'oidc-artefact'

/**
 * Keeps one kind of the engine's artefacts: ids as keyed hashes, payloads sealed.
 *
 * Consuming twice throws `InvalidGrant`, so that of two requests with one code only the first goes through.
 */
export function artefactAdapter(kernel: Kernel, kind: string): Adapter {
  const hash = (what: string, value: string) => toBase64Url(kernel.vault.mac(purpose, what, value))
  const idOf = (id: string) => hash(`id/${kind}`, id)
  const optional = (what: string, value: string | undefined) => (value === undefined ? null : hash(what, value))

  const find = async (by: 'id' | 'uid_hash' | 'user_code_hash', value: string) => {
    const row = await kernel.store.read((r) => findArtefact(r.db, kind, by, value, r.now))
    return row && payloadOf(kernel, row)
  }

  return {
    upsert: (id, payload, expiresIn) =>
      change(kernel, (w) =>
        upsertArtefact(w.db, {
          id: idOf(id),
          kind,
          payload: kernel.vault.seal(purpose, idOf(id), utf8(JSON.stringify(payload))),
          grant_hash: optional('grant', payload.grantId),
          user_code_hash: optional('userCode', payload.userCode),
          uid_hash: optional('uid', payload.uid),
          created_at: w.now,
          expires_at: expiresIn === undefined ? null : plusSeconds(w.now, expiresIn),
          consumed_at: null,
        }),
      ),
    find: (id) => find('id', idOf(id)),
    findByUid: (uid) => find('uid_hash', hash('uid', uid)),
    findByUserCode: (userCode) => find('user_code_hash', hash('userCode', userCode)),
    consume: (id) =>
      change(kernel, async (w) => {
        if (!(await consumeArtefact(w.db, idOf(id), w.now))) throw new errors.InvalidGrant('it was used before')
      }),
    destroy: (id) => change(kernel, (w) => deleteArtefact(w.db, idOf(id))),
    revokeByGrantId: (grantId) => change(kernel, (w) => deleteArtefactsOfGrant(w.db, hash('grant', grantId))),
  }
}

function payloadOf(kernel: Kernel, row: OidcArtefactRow): AdapterPayload {
  const opened = JSON.parse(new TextDecoder().decode(kernel.vault.open(purpose, row.id, row.payload))) as AdapterPayload
  return row.consumed_at === null ? opened : { ...opened, consumed: Math.floor(row.consumed_at / 1000) }
}

function change(kernel: Kernel, work: (w: Write) => Promise<void>): Promise<void> {
  const actor: SystemActor = { kind: 'system', displayName: 'Latchkey', origin: serverOrigin(uuid(kernel.random)) }
  return kernel.store.write(actor, (w) => {
    w.unrecorded('the protocol engine keeps its notes here; the sign-in they belong to is what gets recorded')
    return work(w)
  })
}
