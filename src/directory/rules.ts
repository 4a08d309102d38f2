export type { Group, Member } from './rules/group.ts'
export { isExternalGuest, type User, type UserType } from './rules/user.ts'
