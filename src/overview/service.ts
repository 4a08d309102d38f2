export { type PasswordlessHistory, readPasswordless, readSignInsByMethod, type SignInHistory } from './history.ts'
export { mostTallied, noteReadiness, tallySignIns } from './jobs.ts'
export { type Counted, mostCounted, type Overview, readOverview } from './numbers.ts'
export { listPeople } from './people.ts'
