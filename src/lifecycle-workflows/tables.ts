export interface WorkflowRow {
  readonly id: string
  readonly category: 'joiner' | 'mover' | 'leaver'
  readonly display_name: string
  readonly display_name_key: string
  readonly description: string | null
  readonly is_enabled: number
  readonly is_scheduling_enabled: number
  /** JSON: Graph's executionConditions, with its type; null where it runs on demand alone. */
  readonly execution_conditions: string | null
  /** JSON: the tasks, in the order they are carried out. */
  readonly tasks: string
  readonly version: number
  readonly created_at: number
  readonly modified_at: number
  readonly deleted_at: number | null
}

/** One workflow carried out for one user: Graph's userProcessingResult. */
export interface WorkflowRunRow {
  readonly id: string
  readonly workflow_id: string
  readonly workflow_version: number
  readonly user_id: string
  readonly activation: 'onDemand' | 'scheduled'
  /** Unique; set where a workflow runs but once for a user. */
  readonly once_key: string | null
  readonly status: 'queued' | 'inProgress' | 'completed' | 'completedWithErrors' | 'failed' | 'canceled'
  /** JSON: what became of each task so far. */
  readonly results: string
  readonly attempts: number
  readonly available_at: number
  readonly requested_at: number
  readonly started_at: number | null
  readonly completed_at: number | null
}

export interface WorkflowTables {
  lifecycle_workflows: WorkflowRow
  lifecycle_workflow_runs: WorkflowRunRow
}
