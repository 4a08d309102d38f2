import type { Texts } from '../texts/texts.ts'

type PageName = keyof Texts['shell']['pages']

export interface NavigationItem {
  readonly page: PageName
  /** Below `/admin`. */
  readonly path: string
  /** What somebody must be allowed, all of these, for the page to be of use. */
  readonly operations: readonly string[]
}

interface NavigationSection {
  readonly section: keyof Texts['shell']['sections']
  readonly items: readonly NavigationItem[]
}

/** What the first steps of a tenant read and do. */
export const setupOperations = ['roles.assign', 'groups.create', 'methodsPolicy.update', 'passes.read'] as const

/** Every page of the menu, in the order and under the words of Entra's admin center. */
export const navigation: readonly NavigationSection[] = [
  { section: 'overview', items: [{ page: 'home', path: '/', operations: [] }] },
  {
    section: 'identity',
    items: [
      { page: 'users', path: '/users', operations: ['users.read'] },
      { page: 'deletedUsers', path: '/deleted-users', operations: ['users.restore'] },
      { page: 'groups', path: '/groups', operations: ['groups.read'] },
      { page: 'roles', path: '/roles', operations: ['roles.read'] },
      { page: 'units', path: '/units', operations: ['administrativeUnits.read'] },
      { page: 'applications', path: '/applications', operations: ['applications.read'] },
    ],
  },
  {
    section: 'protection',
    items: [
      { page: 'passes', path: '/passes', operations: ['passes.read'] },
      { page: 'bulk', path: '/bulk', operations: ['passes.create', 'passes.preview'] },
      { page: 'methods', path: '/methods', operations: ['methodsPolicy.read'] },
      { page: 'strengths', path: '/strengths', operations: ['strengths.read'] },
      { page: 'conditionalAccess', path: '/conditional-access', operations: ['conditionalAccess.read'] },
      { page: 'whatIf', path: '/what-if', operations: ['conditionalAccess.evaluate'] },
      { page: 'locations', path: '/locations', operations: ['namedLocations.read'] },
      { page: 'exclusions', path: '/exclusions', operations: ['exclusions.read'] },
    ],
  },
  {
    section: 'monitoring',
    items: [
      { page: 'signIns', path: '/sign-ins', operations: ['signIns.read'] },
      { page: 'audits', path: '/audits', operations: ['auditLogs.read'] },
      { page: 'sessions', path: '/sessions', operations: ['sessions.read'] },
    ],
  },
  {
    section: 'settings',
    items: [
      { page: 'setup', path: '/setup', operations: setupOperations },
      { page: 'branding', path: '/branding', operations: ['branding.update'] },
    ],
  },
]
