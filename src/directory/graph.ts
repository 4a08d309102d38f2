import type { GraphRoutes } from '../faces/graph/router.ts'
import { deletedItemRoutes } from './graph/deleted-items.ts'
import { deltaRoutes } from './graph/delta.ts'
import { groupRoutes } from './graph/groups.ts'
import { linkRoutes } from './graph/links.ts'
import { memberListRoutes } from './graph/member-lists.ts'
import { memberOfRoutes } from './graph/member-of.ts'
import { objectRoutes } from './graph/objects.ts'
import { organizationRoutes } from './graph/organization.ts'
import { ownRoutes } from './graph/own.ts'
import { ownerRoutes } from './graph/owners.ts'
import { reportRoutes } from './graph/reports.ts'
import { userRoutes } from './graph/users.ts'

/** The addresses of users, groups and the tenant. */
export const directoryRoutes: GraphRoutes = [
  ...organizationRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...linkRoutes,
  ...memberListRoutes,
  ...reportRoutes,
  ...ownRoutes,
  ...deletedItemRoutes,
  ...deltaRoutes,
  ...ownerRoutes,
  ...memberOfRoutes,
  ...objectRoutes,
]
