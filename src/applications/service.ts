export {
  allApplications,
  findApplicationByClientId,
  type KnownApplication,
  listApplications,
  listKnownApplications,
  readApplication,
  requireApplicationReader,
} from './lookup.ts'
export {
  addApplicationSecret,
  type CreatedApplication,
  createApplication,
  createPublicApplication,
  deleteApplication,
  registerApplication,
  removeApplicationSecret,
  updateApplication,
} from './manage.ts'
export type { Application, SecretSummary } from './rules.ts'
export { checkClientSecret } from './secret.ts'
