export { allApplications, findApplicationByClientId, listApplications, readApplication } from './lookup.ts'
export {
  addApplicationSecret,
  type CreatedApplication,
  createApplication,
  createPublicApplication,
  deleteApplication,
  removeApplicationSecret,
  updateApplication,
} from './manage.ts'
export type { Application, SecretSummary } from './rules.ts'
export { checkClientSecret } from './secret.ts'
