import type { MethodModule } from '../faces/method-module.ts'
import { temporaryAccessPassModule } from './temporary-access-pass/index.ts'

/** Every method, in the order offered. */
export const methodModules: readonly MethodModule[] = [temporaryAccessPassModule]
