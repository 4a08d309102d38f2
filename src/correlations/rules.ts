export { type Event, eventOfAudit, eventOfSignIn, expiry, inOrder, spending } from './rules/events.ts'
export { endsPassOf, type IssuedPass, issuedBy, passChangeIn } from './rules/pass-records.ts'
export { hasPassStep, isSpending, sessionIn, stepTimes, userIn } from './rules/sign-ins.ts'
