import { modelsNamedIn, portalApp } from '../access/rules.ts'
import { type Application, allApplications } from '../applications/service.ts'
import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import type { User } from '../directory/rules.ts'
import { requireUser } from '../directory/service.ts'
import { hiding } from '../kernel/command.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { AnyMethod } from '../methods/method.ts'
import { seesInFull } from '../methods/service.ts'
import type { PassRequest } from '../methods/temporary-access-pass/rules.ts'
import { type ForeseenPass, findPass, foreseePass } from '../methods/temporary-access-pass/service.ts'
import type { AccessRules } from '../policies/conditional-access/rules.ts'
import { accessRules, userFactsOf } from '../policies/conditional-access/service.ts'
import { namedLocations } from '../policies/named-locations/service.ts'
import { selfRegistration } from '../security-info/service.ts'
import {
  type Door,
  type Hindrance,
  type Note,
  type PassPreview,
  placesFor,
  previewPass,
  type Supposed,
} from './rules.ts'
import { waysOf } from './ways.ts'

/** A pass about to be issued, and how it might be used. */
export interface PreviewInput extends PassRequest {
  readonly user: string
  readonly supposed: Supposed
  /** Client ids; everything people could sign in to where none are named. */
  readonly appIds?: readonly string[]
}

/** What would come of a pass, for whoever could issue it. */
export interface PreviewedPass {
  readonly user: User
  readonly foreseen: ForeseenPass
  readonly hindrances: readonly Hindrance[]
  /** Another pass would be replaced; null where the caller may not know. */
  readonly replacesPass: boolean | null
  readonly preview: PassPreview
}

/**
 * Says what a pass about to be issued would open and would not, as everything stands now; writes nothing.
 *
 * Whoever may not issue a pass to the user is told nothing.
 * Refuses as issuing does before it looks at the pass: `userNotFound` and what the permission check refuses.
 * `malformedRequest` for an application that does not exist. What issuing would be refused with is part of the answer.
 *
 * Source: product.md §4.10.
 */
export const previewedPass = (
  kernel: Kernel,
  actor: Actor,
  methods: readonly AnyMethod[],
  input: PreviewInput,
): Promise<PreviewedPass> =>
  kernel.store.read(async (r) => {
    const user = await hiding(kernel, r, actor, 'passes.preview', () => requireUser(r, input.user))
    await kernel.authorize(r, actor, 'passes.preview', user.id)
    const foreseen = await foreseePass(r, user, input)
    const hindrances = await hindrancesOf(kernel, r, methods, user, foreseen)
    const rules = await accessRules(kernel, r)
    const identity = await userFactsOf(r, user)
    const countryOf = kernel.settings.countryDatabaseFile === undefined ? null : kernel.countryOf
    const preview = previewPass({
      terms: foreseen.terms,
      isRefused: foreseen.refusals.length > 0,
      secondFactorOnly: foreseen.secondFactorOnly,
      hindrances,
      identity,
      rules,
      places: placesFor(rules, identity, await namedLocations(r), input.supposed, countryOf),
      doors: await doorsOf(r, input.appIds),
      ownPages: portalApp.appId,
      methods: await selfRegistration(r, methods, user.id),
      ...(await waysOf(kernel, r, methods, user.id, modelsIn(rules))),
    })
    return { user, foreseen, hindrances, replacesPass: await replacesPass(kernel, r, actor, user), preview }
  })

/** What whoever issues the pass should know. */
export const notesOf = ({ foreseen, hindrances, replacesPass: replaces }: PreviewedPass): readonly Note[] => [
  ...(replaces ? (['replacesPass'] as const) : []),
  ...(foreseen.secondFactorOnly && !hindrances.includes('passwordMissing') ? (['afterPassword'] as const) : []),
]

/** The models of passkey that policies tell apart. */
const modelsIn = ({ grants }: AccessRules): readonly string[] => modelsNamedIn([...grants.values()])

async function hindrancesOf(
  kernel: Kernel,
  r: Read,
  methods: readonly AnyMethod[],
  user: User,
  { secondFactorOnly }: ForeseenPass,
): Promise<readonly Hindrance[]> {
  const password = methods.find(({ kind }) => kind === 'password')
  const isMissing = secondFactorOnly && !(await password?.usable(kernel, r, user.id))
  return [
    ...(user.accountEnabled ? [] : (['accountDisabled'] as const)),
    ...(isMissing ? (['passwordMissing'] as const) : []),
  ]
}

/** A pass that is over is replaced too, and nobody misses it. */
async function replacesPass(kernel: Kernel, r: Read, actor: Actor, user: User): Promise<boolean | null> {
  if (!(await seesInFull(kernel, r, actor, 'passes.read', user))) return null
  const found = await findPass(r, user.id)
  return found !== undefined && found.usability !== 'Expired' && found.usability !== 'OneTimeUsed'
}

async function doorsOf(r: Read, asked: readonly string[] | undefined): Promise<readonly Door[]> {
  const all = [ownDoor, ...(await allApplications(r)).map(doorOf)]
  const wanted = asked?.map((id) => id.toLowerCase())
  const missing = wanted?.find((id) => all.every(({ appId }) => appId !== id))
  if (missing !== undefined) {
    const message = `There is no application with the client id '${missing}'. Leave it out, or name one that exists.`
    throw new Refusal('malformedRequest', message, { field: 'appIds' })
  }
  return wanted ? all.filter(({ appId }) => wanted.includes(appId)) : all
}

const ownDoor: Door = { ...portalApp, clientAppType: 'browser', closed: null }

const doorOf = ({ appId, displayName, isPublicClient, accountEnabled, redirectUris }: Application): Door => ({
  appId,
  displayName,
  clientAppType: isPublicClient ? 'mobileAppsAndDesktopClients' : 'browser',
  closed: accountEnabled ? (redirectUris.length > 0 ? null : 'noSignIn') : 'applicationDisabled',
})
