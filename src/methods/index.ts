import type { MethodModule } from '../faces/method-module.ts'
import { passkeyModule } from './passkey/index.ts'
import { passwordModule } from './password/index.ts'
import { temporaryAccessPassModule } from './temporary-access-pass/index.ts'
import { softwareOathModule } from './totp/index.ts'

/** Every method, in the order offered. */
export const methodModules: readonly MethodModule[] = [
  temporaryAccessPassModule,
  passkeyModule,
  softwareOathModule,
  passwordModule,
]
