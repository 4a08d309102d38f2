import type { ContactModule, MethodModule } from '../faces/method-module.ts'
import { absentModule } from './absent/index.ts'
import { emailModule } from './email/index.ts'
import { passkeyModule } from './passkey/index.ts'
import { passwordModule } from './password/index.ts'
import { phoneModule } from './phone/index.ts'
import { temporaryAccessPassModule } from './temporary-access-pass/index.ts'
import { softwareOathModule } from './totp/index.ts'

/** Every method, in the order offered. */
export const methodModules: readonly MethodModule[] = [
  temporaryAccessPassModule,
  passkeyModule,
  softwareOathModule,
  passwordModule,
]

/** What Graph counts among a user's methods, and nobody signs in with. */
export const contactModules: readonly ContactModule[] = [phoneModule, emailModule, absentModule]
