import { createBrowserRouter, type RouteObject } from 'react-router'
import { BrokenPage } from './shell/broken-page.tsx'
import { Shell, ShellLoading } from './shell/shell.tsx'

/** One page: its path below `/admin`, and where its code comes from when it is first opened. */
const page = (path: string, load: () => Promise<{ readonly Page: () => React.ReactNode }>): RouteObject => ({
  path,
  lazy: async () => ({ Component: (await load()).Page }),
})

export const router = createBrowserRouter(
  [
    {
      path: '/',
      Component: Shell,
      ErrorBoundary: BrokenPage,
      HydrateFallback: ShellLoading,
      children: [
        {
          ErrorBoundary: BrokenPage,
          children: [
            page('/', () => import('./pages/home/page.tsx')),
            page('/people', () => import('./pages/people/page.tsx')),
            page('/setup', () => import('./pages/setup/page.tsx')),
            page('/users', () => import('./pages/users/page.tsx')),
            page('/users/:userId/:tab?', () => import('./pages/user/page.tsx')),
            page('/deleted-users', () => import('./pages/deleted-users/page.tsx')),
            page('/groups', () => import('./pages/groups/page.tsx')),
            page('/groups/:groupId', () => import('./pages/group/page.tsx')),
            page('/roles', () => import('./pages/roles/page.tsx')),
            page('/roles/:roleId', () => import('./pages/role/page.tsx')),
            page('/units', () => import('./pages/units/page.tsx')),
            page('/units/:unitId', () => import('./pages/unit/page.tsx')),
            page('/applications', () => import('./pages/applications/page.tsx')),
            page('/applications/:applicationId', () => import('./pages/application/page.tsx')),
            page('/passes', () => import('./pages/passes/page.tsx')),
            page('/bulk', () => import('./pages/bulk/page.tsx')),
            page('/methods', () => import('./pages/methods/page.tsx')),
            page('/strengths', () => import('./pages/strengths/page.tsx')),
            page('/conditional-access', () => import('./pages/conditional-access/page.tsx')),
            page('/conditional-access/:policyId', () => import('./pages/conditional-access-policy/page.tsx')),
            page('/what-if', () => import('./pages/what-if/page.tsx')),
            page('/locations', () => import('./pages/locations/page.tsx')),
            page('/exclusions', () => import('./pages/exclusions/page.tsx')),
            page('/sign-ins', () => import('./pages/sign-ins/page.tsx')),
            page('/audits', () => import('./pages/audits/page.tsx')),
            page('/correlations/:correlationId?', () => import('./pages/correlation/page.tsx')),
            page('/sessions', () => import('./pages/sessions/page.tsx')),
            page('/branding', () => import('./pages/branding/page.tsx')),
            page('*', () => import('./pages/not-found/page.tsx')),
          ],
        },
      ],
    },
  ],
  { basename: '/admin' },
)
