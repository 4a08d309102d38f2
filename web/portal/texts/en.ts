import { access } from './en/access.ts'
import { applications } from './en/applications.ts'
import { branding } from './en/branding.ts'
import { bulk } from './en/bulk.ts'
import { exclusions } from './en/exclusions.ts'
import { groups } from './en/groups.ts'
import { home } from './en/home.ts'
import { locations } from './en/locations.ts'
import { logs } from './en/logs.ts'
import { methods } from './en/methods.ts'
import { passes } from './en/passes.ts'
import { passesList } from './en/passes-list.ts'
import { policies } from './en/policies.ts'
import { roles } from './en/roles.ts'
import { sessions } from './en/sessions.ts'
import { setup } from './en/setup.ts'
import { shared, shell } from './en/shell.ts'
import { strengths } from './en/strengths.ts'
import { units } from './en/units.ts'
import { users } from './en/users.ts'

/** Everything the admin center says, in English; each area in a file of its own. */
export const en = {
  shell,
  shared,
  access,
  applications,
  branding,
  bulk,
  exclusions,
  groups,
  home,
  locations,
  logs,
  methods,
  passes,
  passesList,
  policies,
  roles,
  sessions,
  setup,
  strengths,
  units,
  users,
} as const
