export { type PasswordlessHistory, readPasswordless, readSignInsByMethod, type SignInHistory } from './history.ts'
export { noteReadiness, tallySignIns } from './jobs.ts'
export { type Counted, mostCounted, type Overview, readOverview, type Told } from './numbers.ts'
export { listPeople } from './people.ts'
