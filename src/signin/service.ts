export {
  beginSignIn,
  choose,
  currentSignIn,
  identify,
  purgeSignIns,
  restart,
  type SignInContext,
  type SignInView,
} from './attempt.ts'
export { changePassword } from './change-password.ts'
export { type ProveAnswer, type ProveOutcome, prove } from './prove.ts'
