export { findApplicationByClientId, listApplications, readApplication } from './lookup.ts'
export {
  addApplicationSecret,
  type CreateApplication,
  type CreatedApplication,
  createApplication,
  deleteApplication,
  removeApplicationSecret,
  updateApplication,
} from './manage.ts'
export type { Application, SecretSummary } from './rules.ts'
export { checkClientSecret, type NewSecret, type SecretVerdict } from './secret.ts'
