export {
  beginSignIn,
  choose,
  currentSignIn,
  identify,
  purgeSignIns,
  restart,
  type SignInContext,
  type SignInView,
  type SignInWish,
} from './attempt.ts'
export { changePassword } from './change-password.ts'
export type { ProveOutcome } from './complete.ts'
export { prove } from './prove.ts'
