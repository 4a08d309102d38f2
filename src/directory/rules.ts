export { deletedGroupShape, deletedUserShape, restorableSince } from './rules/deleted.ts'
export {
  type DeltaRound,
  type DeltaState,
  deltaScope,
  isDeltaTokenAlive,
  tombstoneDays,
} from './rules/delta.ts'
export {
  draftGroup,
  type Group,
  type GroupChange,
  type Member,
  type NewGroup,
  properDescription,
  properGroupChange,
} from './rules/group.ts'
export { closesManagerCycle, decideMembership, type Link } from './rules/links.ts'
export { memberOfShape } from './rules/member-of-shapes.ts'
export { isSameName, properName } from './rules/names.ts'
export { readReference } from './rules/reference.ts'
export { directoryObjectShape, domainShape, groupShape, organizationShape, userShape } from './rules/shapes.ts'
export { asShown, hiddenIn, type Sight } from './rules/sight.ts'
export { isExternalGuest, type User } from './rules/user.ts'
export { applyChange, properUserChange, type UserChange } from './rules/user-change.ts'
export { draftUser, type NewUser, type UserDraft } from './rules/user-draft.ts'
export { freedKey, freedUserPrincipalName, originalUserPrincipalName } from './rules/user-principal-name.ts'
