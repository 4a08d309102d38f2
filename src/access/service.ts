export { judgeAccess } from './judge.ts'
export type { Access } from './rules.ts'
export { enter, enterGranted, mayNotKeep, ownPages, requireGranted, requireRegistration } from './session.ts'
