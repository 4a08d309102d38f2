export { judgeAccess } from './judge.ts'
export type { Access } from './rules.ts'
export { enter, enterGranted, ownPages, requireGranted, requireRegistration } from './session.ts'
