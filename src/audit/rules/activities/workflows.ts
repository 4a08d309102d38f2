import type { AuditActivity } from './activity.ts'

const workflow = (activityDisplayName: string, operationType: string): AuditActivity => ({
  activityDisplayName,
  category: 'WorkflowManagement',
  loggedByService: 'Lifecycle Workflows',
  operationType,
})

export const workflowsActivities = {
  createWorkflow: workflow('Create workflow', 'Add'),
  updateWorkflow: workflow('Update workflow', 'Update'),
  deleteWorkflow: workflow('Delete workflow', 'Delete'),
  activateWorkflow: workflow('On-demand workflow execution started', 'Other'),
  scheduleWorkflow: workflow('Schedule workflow execution started', 'Other'),
  workflowCompleted: workflow('Workflow execution completed', 'Other'),
} as const satisfies Record<string, AuditActivity>
