export {
  choose,
  currentSignIn,
  identify,
  purgeSignIns,
  restart,
  type SignInContext,
  type SignInView,
} from './attempt.ts'
export { beginSignIn, type SignInWish } from './begin.ts'
export { changePassword } from './change-password.ts'
export type { ProveOutcome } from './complete.ts'
export { prove } from './prove.ts'
export { putOff } from './put-off.ts'
export { keyToAdd, register } from './register.ts'
