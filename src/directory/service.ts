export { findGroup, findUser, groupNames, requireGroup, requireUser, transitiveGroupIds } from './lookup.ts'
