export {
  type Access,
  accessOf,
  freeAccess,
  type Missing,
} from './rules/access.ts'
export { platformOf, strengthProofs } from './rules/circumstances.ts'
export { countingProofs, countingUntil } from './rules/frequency.ts'
export { modelsNamedIn } from './rules/models.ts'
export { portalApp } from './rules/portal-app.ts'
export { type StoppedBy, stuckCode } from './rules/stopped.ts'
export { type Standing, type Way, type WayOn, wayOn } from './rules/way-on.ts'
