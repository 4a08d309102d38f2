import * as policies from '../../web/portal/api/access-policy.ts'
import * as applications from '../../web/portal/api/applications.ts'
import * as branding from '../../web/portal/api/branding.ts'
import * as bulk from '../../web/portal/api/bulk.ts'
import * as deleted from '../../web/portal/api/deleted-users.ts'
import * as exclusions from '../../web/portal/api/exclusions.ts'
import * as groups from '../../web/portal/api/groups.ts'
import * as links from '../../web/portal/api/links.ts'
import * as locations from '../../web/portal/api/locations.ts'
import * as logs from '../../web/portal/api/logs.ts'
import * as me from '../../web/portal/api/me.ts'
import * as memberships from '../../web/portal/api/memberships.ts'
import * as methods from '../../web/portal/api/methods.ts'
import * as methodsPolicy from '../../web/portal/api/methods-policy.ts'
import * as passes from '../../web/portal/api/passes.ts'
import * as parts from '../../web/portal/api/policy-parts.ts'
import * as roles from '../../web/portal/api/roles.ts'
import * as views from '../../web/portal/api/saved-views.ts'
import * as sessions from '../../web/portal/api/sessions.ts'
import * as setup from '../../web/portal/api/setup.ts'
import * as strengths from '../../web/portal/api/strengths.ts'
import * as units from '../../web/portal/api/units.ts'
import * as user from '../../web/portal/api/user.ts'
import * as users from '../../web/portal/api/users.ts'
import * as whatIf from '../../web/portal/api/what-if.ts'

/** Makes a request, or answers one that is to go into a batch. */
type Making = () => unknown

/** What begins the addresses that a page gives to a function which many pages use for addresses of their own. */
export const linkedOn: Readonly<Record<string, string>> = {
  'pages/group/page.tsx': '/groups/',
  'pages/groups/page.tsx': '/groups/',
  'pages/unit/page.tsx': '/directory/administrativeUnits/',
}

/** Where the server asks for more, or something else, once it knows what the id belongs to. */
export const askedInstead: Readonly<Record<string, string>> = {
  'groups.restoringGroup': 'groups.restore',
  'groups.erasingGroup': 'groups.restore',
}

/** The requests that pages put together by themselves, for a batch, by file and function. */
export const inPages: Readonly<Record<string, readonly (readonly [method: string, path: string])[]>> = {
  'pages/users/command-dialog.tsx switching': [['PATCH', '/v1.0/users/1']],
  'pages/users/command-dialog.tsx doing': [
    ['DELETE', '/v1.0/users/1'],
    ['POST', '/v1.0/users/1/revokeSignInSessions'],
  ],
  'pages/users/create/create-user-pane.tsx follow': [['PUT', '/v1.0/users/1/manager/$ref']],
}

/** What nobody looks at here. */
const body = {} as never
const id = '11111111-2222-4333-8444-555555555555'

const strength = (allowed: readonly string[], models: readonly string[]) =>
  ({
    id,
    displayName: `${models}`,
    description: '',
    allowedCombinations: allowed,
    passkeyModels: models,
    combinationConfigurations:
      models.length === 0
        ? []
        : [
            {
              id,
              '@odata.type': '#microsoft.graph.fido2CombinationConfiguration',
              appliesToCombinations: ['fido2'],
              allowedAAGUIDs: models,
            },
          ],
  }) as never

const policy = { '@odata.type': '', state: 'enabled', includeTargets: [] } as never
const methodKinds = ['phone', 'email', 'fido2', 'softwareOath', 'temporaryAccessPass']
const methodOf = (kind: string) => ({ id, '@odata.type': `#microsoft.graph.${kind}AuthenticationMethod` }) as never

/** Asks as a page does that shows what the query reads. */
const asked = ({ queryFn }: { readonly queryFn?: unknown }) =>
  (queryFn as (context: { readonly signal: AbortSignal }) => unknown)({ signal: new AbortController().signal })

/**
 * The functions of `web/portal/api` that change something, each as calls that make every request it can make.
 *
 * By the name of the file and of the function.
 */
export const requests: Readonly<Record<string, readonly Making[]>> = {
  'access-policy.createPolicy': [() => policies.createPolicy(body, false)],
  'access-policy.updatePolicy': [() => policies.updatePolicy(id, body, false)],
  'access-policy.deletePolicy': [() => policies.deletePolicy(id)],
  'access-policy.restorePolicy': [() => policies.restorePolicy(id, false)],
  'access-policy.switchSecurityDefaults': [() => policies.switchSecurityDefaults(true)],
  'applications.registerApplication': [() => applications.registerApplication(body)],
  'applications.updateApplication': [() => applications.updateApplication(id, body)],
  'applications.deleteApplication': [() => applications.deleteApplication(id)],
  'applications.setEnabled': [() => applications.setEnabled(id, true)],
  'applications.addSecret': [() => applications.addSecret(id, body)],
  'applications.removeSecret': [() => applications.removeSecret(id, id)],
  'branding.updateBranding': [() => branding.updateBranding(id, body)],
  'branding.setLogo': [() => branding.setLogo(id, 'bannerLogo', new Blob())],
  'branding.removeLogo': [() => branding.removeLogo(id, 'squareLogo')],
  'bulk.foreseePass': [() => bulk.foreseePass(id, body, new AbortController().signal)],
  'deleted-users.restoreUser': [() => deleted.restoreUser(id)],
  'deleted-users.restoring': [() => deleted.restoring(id)],
  'deleted-users.erasing': [() => deleted.erasing(id)],
  'exclusions.endExclusion': [() => exclusions.endExclusion(id, null, false)],
  'groups.createGroup': [() => groups.createGroup(body)],
  'groups.updateGroup': [() => groups.updateGroup(id, body)],
  'groups.deletingGroup': [() => groups.deletingGroup(id)],
  'groups.restoringGroup': [() => groups.restoringGroup(id)],
  'groups.erasingGroup': [() => groups.erasingGroup(id)],
  'links.linking': [
    () => links.linking(`/groups/${id}/members`, id),
    () => links.linking(`/groups/${id}/owners`, id),
    () => links.linking(`/directory/administrativeUnits/${id}/members`, id),
  ],
  'links.unlinking': [
    () => links.unlinking(`/groups/${id}/members`, id),
    () => links.unlinking(`/groups/${id}/owners`, id),
    () => links.unlinking(`/directory/administrativeUnits/${id}/members`, id),
  ],
  'locations.createLocation': [() => locations.createLocation(body, false)],
  'locations.updateLocation': [() => locations.updateLocation(id, body, false)],
  'locations.deleteLocation': [() => locations.deleteLocation(id, false)],
  'logs.verifyChain': [() => logs.verifyChain('newest', null)],
  'me.renameOrganization': [() => me.renameOrganization(id, '')],
  'memberships.addingTo': [() => memberships.addingTo(id, id)],
  'memberships.removingFrom': [() => memberships.removingFrom(id, id)],
  'methods.removeMethod': methodKinds.map((kind) => () => methods.removeMethod(id, methodOf(kind))),
  'methods.addPhone': [() => methods.addPhone(id, body)],
  'methods.addEmail': [() => methods.addEmail(id, '')],
  'methods.issuePass': [() => methods.issuePass(id, body)],
  'methods.passPreview': [() => asked(methods.passPreview(id, body))],
  'methods-policy.updateConfiguration': [
    () => methodsPolicy.updateConfiguration({ id: 'Fido2', '@odata.type': '' } as never, {}, undefined),
  ],
  'methods-policy.updatePolicySettings': [() => methodsPolicy.updatePolicySettings({}, undefined)],
  'passes.revokeSome': [() => passes.revokePasses([{ id, userId: id }], () => undefined)],
  'policy-parts.namesOf': [() => asked(parts.namesOf([id]))],
  'policy-parts.myGroups': [() => asked(parts.myGroups)],
  'roles.createRole': [() => roles.createRole(body)],
  'roles.updateRole': [() => roles.updateRole(id, body)],
  'roles.deleteRole': [() => roles.deleteRole(id)],
  'roles.assigning': [() => roles.assigning(body)],
  'roles.unassigning': [() => roles.unassigning(id)],
  'saved-views.keepView': [() => views.keepView('signIns', '', body)],
  'saved-views.changeView': [() => views.changeView(id, {})],
  'saved-views.dropView': [() => views.dropView(id)],
  'sessions.endSession': [() => sessions.endSession({ id, userId: id })],
  'setup.enablePassesFor': [() => setup.enablePassesFor('', [], policy)],
  'strengths.createStrength': [() => strengths.createStrength(strength([], []))],
  'strengths.recreateStrength': [() => strengths.recreateStrength(strength([], []))],
  'strengths.updateStrength': [() => strengths.updateStrength(strength([], []), strength(['fido2'], []), false)],
  'strengths.restrict': [
    () => strengths.updateStrength(strength([], []), strength([], ['a']), false),
    () => strengths.updateStrength(strength([], ['a']), strength([], []), false),
    () => strengths.updateStrength(strength([], ['a']), strength([], ['b']), false),
  ],
  'strengths.deleteStrength': [() => strengths.deleteStrength(id)],
  'units.createUnit': [() => units.createUnit(body)],
  'units.updateUnit': [() => units.updateUnit(id, body)],
  'units.deleteUnit': [() => units.deleteUnit(id)],
  'user.resetPassword': [() => user.resetPassword(id)],
  'user.setFirstPassword': [() => user.setFirstPassword(id, '')],
  'users.createUser': [() => users.createUser(body)],
  'users.updateUser': [() => users.updateUser(id, body)],
  'users.deleteUser': [() => users.deleteUser(id)],
  'users.revokeSessions': [() => users.revokeSessions(id)],
  'users.setManager': [() => users.setManager(id, id), () => users.setManager(id, undefined)],
  'what-if.whatIf': [() => asked(whatIf.whatIf(body))],
}
