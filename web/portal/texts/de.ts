import { access } from './de/access.ts'
import { applications } from './de/applications.ts'
import { branding } from './de/branding.ts'
import { bulk } from './de/bulk.ts'
import { exclusions } from './de/exclusions.ts'
import { groups } from './de/groups.ts'
import { home } from './de/home.ts'
import { locations } from './de/locations.ts'
import { logs } from './de/logs.ts'
import { methods } from './de/methods.ts'
import { passes } from './de/passes.ts'
import { passesList } from './de/passes-list.ts'
import { policies } from './de/policies.ts'
import { roles } from './de/roles.ts'
import { sessions } from './de/sessions.ts'
import { setup } from './de/setup.ts'
import { shared, shell } from './de/shell.ts'
import { strengths } from './de/strengths.ts'
import { units } from './de/units.ts'
import { users } from './de/users.ts'
import type { Texts } from './texts.ts'

/** The same in German. */
export const de: Texts = {
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
}
