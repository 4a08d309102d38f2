/** One kind of event in the directory audit, with Entra's own words for it. */
export interface AuditActivity {
  readonly activityDisplayName: string
  readonly category: string
  readonly loggedByService: string
  readonly operationType: string
}

/** An activity of the directory itself: users, groups, roles, applications. */
export const directory =
  (category: string) =>
  (activityDisplayName: string, operationType: string): AuditActivity => ({
    activityDisplayName,
    category,
    loggedByService: 'Core Directory',
    operationType,
  })
