import type { Kernel } from '../../kernel/kernel.ts'
import type { OathToken } from './rules.ts'

const purpose = 'oath-secret'

/** A sealed secret opens for its own token and user only. */
const sealOwner = ({ id, userId }: Pick<OathToken, 'id' | 'userId'>): string => `${userId}/${id}`

export const sealSecret = (kernel: Kernel, token: Pick<OathToken, 'id' | 'userId'>, secret: Uint8Array): Uint8Array =>
  kernel.vault.seal(purpose, sealOwner(token), secret)

export const openSecret = (kernel: Kernel, token: Pick<OathToken, 'id' | 'userId'>, sealed: Uint8Array): Uint8Array =>
  kernel.vault.open(purpose, sealOwner(token), sealed)
