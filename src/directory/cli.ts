export { addGroupCommands } from './cli/groups.ts'
export { addUserCommands } from './cli/users.ts'
