import { utf8 } from '../base/bytes.ts'
import type { Json } from '../base/json.ts'
import type { UserId } from '../base/text.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import { type Ceremony, type CeremonyOwner, type CeremonyRefusal, ceremonyEnd, ceremonyRefusal } from './rules.ts'
import {
  consumeAll,
  consumeOne,
  deleteOf,
  deleteOver,
  findLatestOpen,
  findStoredCeremony,
  insertCeremony,
  type StoredCeremony,
} from './store.ts'

/** A ceremony that may be finished, with what its beginning left; or why not. */
export type OpenCeremony =
  | { readonly ok: true; readonly id: string; readonly state: Json }
  | { readonly ok: false; readonly why: CeremonyRefusal }

const purpose = 'ceremony'

/** A sealed state opens for the ceremony it was made for and no other. */
const sealOwner = (ceremony: Omit<Ceremony, 'expiresAt' | 'consumedAt'>): string =>
  JSON.stringify([ceremony.id, ceremony.kind, ceremony.userId, ceremony.boundTo])

/**
 * Remembers a ceremony until its second request; `id` comes back with it and is hard to guess.
 *
 * `minutes` is how long, where it is not as long as its kind usually takes.
 */
export async function beginCeremony(
  kernel: Kernel,
  w: Write,
  owner: CeremonyOwner,
  id: string,
  state: Json,
  minutes?: number,
): Promise<void> {
  const ceremony = {
    id,
    kind: owner.kind,
    userId: owner.userId,
    boundTo: owner.boundTo,
    expiresAt: ceremonyEnd(owner.kind, w.now, minutes),
    consumedAt: null,
  }
  await insertCeremony(w, ceremony, kernel.vault.seal(purpose, sealOwner(ceremony), utf8(JSON.stringify(state))))
}

/** Finds the ceremony an answer names; a foreign one is `unknown`. */
export async function findCeremony(kernel: Kernel, r: Read, owner: CeremonyOwner, id: string): Promise<OpenCeremony> {
  return opened(kernel, r, owner, await findStoredCeremony(r, id))
}

/** Finds the open ceremony begun last, where answers name none. */
export async function findLatestCeremony(kernel: Kernel, r: Read, owner: CeremonyOwner): Promise<OpenCeremony> {
  return opened(kernel, r, owner, await findLatestOpen(r, owner))
}

function opened(kernel: Kernel, r: Read, owner: CeremonyOwner, found: StoredCeremony | undefined): OpenCeremony {
  const why = ceremonyRefusal(found?.ceremony, owner, r.now)
  if (!found || why) return { ok: false, why: why ?? 'unknown' }
  const state = kernel.vault.open(purpose, sealOwner(found.ceremony), found.sealed)
  return { ok: true, id: found.ceremony.id, state: JSON.parse(new TextDecoder().decode(state)) }
}

/** Finishes a ceremony. False when it was finished or has expired meanwhile. */
export const consumeCeremony = (w: Write, id: string): Promise<boolean> => consumeOne(w, id)

/**
 * Finishes a registration, and with it every other one that the user began of this kind.
 *
 * So registrations that race take turns, and a limit on their number holds.
 * False when it was finished or has expired meanwhile.
 */
export const consumeRegistration = async (
  w: Write,
  owner: { readonly kind: CeremonyOwner['kind']; readonly userId: UserId },
  id: string,
): Promise<boolean> => (await consumeAll(w, owner)).includes(id)

/** Forgets what a user who is gone had begun. */
export const forgetCeremoniesOf = (w: Write, user: UserId): Promise<void> => deleteOf(w, user)

/** Deletes ceremonies whose time is over; returns how many. */
export async function purgeCeremonies(w: Write): Promise<number> {
  w.unrecorded('a challenge that is over opens nothing any more')
  return deleteOver(w)
}
