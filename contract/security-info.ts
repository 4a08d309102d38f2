import { z } from 'zod'
import { methodKind } from './signin.ts'
import { registrationCredential } from './webauthn.ts'

/** Which of one's own methods. */
const own = { kind: methodKind, id: z.string().min(1).max(2_048) }

export const ownMethodBody = z.strictObject(own)

export const renameBody = z.strictObject({ ...own, displayName: z.string().max(1_000) })

/** `beginPasskey` is answered with the options for `navigator.credentials.create`, as JSON. */
export const beginPasskeyBody = z.strictObject({})

export const finishPasskeyBody = z.strictObject({
  credential: registrationCredential,
  /** Empty or absent: named after the model. */
  displayName: z.string().max(1_000).optional(),
})

export const confirmAppBody = z.strictObject({ code: z.string().max(1_000) })

export const ownPasswordBody = z.strictObject({
  currentPassword: z.string().max(20_000),
  newPassword: z.string().max(20_000),
})

/** For what needs nothing said: sign out, confirm that it is you. */
export const nothingBody = z.strictObject({})

/** What a script hears when something was done: where to go now. */
export interface DoneAnswer {
  readonly redirectTo: string
}
