import { type AuditActivity, directory } from './activity.ts'

const application = directory('ApplicationManagement')

export const applicationsActivities = {
  addApplication: application('Add application', 'Add'),
  updateApplication: application('Update application', 'Update'),
  deleteApplication: application('Delete application', 'Delete'),
  addServicePrincipalCredentials: application('Add service principal credentials', 'Add'),
  removeServicePrincipalCredentials: application('Remove service principal credentials', 'Delete'),
  consentForEverybody: application('Consent to application', 'Assign'),
  consentToApplication: application('Add app role assignment to service principal', 'Assign'),
} as const satisfies Record<string, AuditActivity>
