export { type Entry, judgeAccess } from './judge.ts'
export type { Access } from './rules.ts'
export {
  type Entered,
  enter,
  enterGranted,
  judgeSession,
  ownPages,
  requireGranted,
  requireRegistration,
} from './session.ts'
