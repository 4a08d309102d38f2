import { changesBetween } from '../../audit/rules/changes.ts'
import type { AuditTarget } from '../../audit/rules.ts'
import type { Actor } from '../../base/actor.ts'
import { uuid } from '../../base/random.ts'
import { Refusal } from '../../base/refusal.ts'
import { type CommandTarget, command } from '../../kernel/command.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { once } from '../../kernel/once.ts'
import type { Read } from '../../kernel/store.ts'
import { changeAccess } from '../revision/service.ts'
import {
  type LocationChange,
  type LocationSettings,
  locationViolations,
  mostLocations,
  type NamedLocation,
} from './rules.ts'
import { insertLocation, listLocationRows, removeLocation, replaceLocation } from './store.ts'

/** Every named location, the oldest first. */
export const namedLocations = (read: Read): Promise<readonly NamedLocation[]> =>
  once(read, 'named locations', () => listLocationRows(read.db))

async function requireLocation(read: Read, id: string): Promise<NamedLocation> {
  const found = (await namedLocations(read)).find((location) => location.id === id.toLowerCase())
  if (found) return found
  throw new Refusal('locationNotFound', `There is no named location '${id.slice(0, 100)}'.`)
}

/** Every named location, for whoever may read them. */
export const listLocations = (kernel: Kernel, actor: Actor): Promise<readonly NamedLocation[]> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'namedLocations.read')
    return namedLocations(read)
  })

/** One named location, for whoever may read them; refuses with `locationNotFound`. */
export const readLocation = (kernel: Kernel, actor: Actor, id: string): Promise<NamedLocation> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'namedLocations.read')
    return requireLocation(read, id)
  })

const targetOf = ({ id, displayName }: Pick<NamedLocation, 'id' | 'displayName'>): AuditTarget => ({
  type: 'Policy',
  id,
  displayName,
})

const targetLocation = async (read: Read, { id }: { readonly id: string }): Promise<CommandTarget> => ({
  resource: targetOf(await requireLocation(read, id)),
})

function refuseInvalid(settings: LocationSettings): void {
  const broken = locationViolations(settings)
  const [first] = broken
  if (!first) return
  throw new Refusal('policyInvalid', broken.map(({ message }) => message).join(' '), { field: first.field })
}

/** The property that says where it is. */
const listOf = ({ kind }: Pick<LocationSettings, 'kind'>): string =>
  kind === 'ip' ? 'ipRanges' : 'countriesAndRegions'

/** Creates a named location; refuses with `policyInvalid`, `locationLimitReached` or `administratorsLockedOut`. */
export const createLocation = command({
  name: 'createLocation',
  operation: 'namedLocations.create',
  activity: 'addNamedLocation',
  target: async (_read, { displayName }: LocationSettings) => ({ resource: targetOf({ id: '', displayName }) }),
  work: (write, settings, _prepared, kernel) =>
    changeAccess(kernel, write, listOf(settings), async (w): Promise<NamedLocation> => {
      refuseInvalid(settings)
      if ((await namedLocations(w)).length >= mostLocations) {
        const message = `There are ${mostLocations} named locations, and there may be no more. Delete one that is not used.`
        throw new Refusal('locationLimitReached', message)
      }
      const made: NamedLocation = { ...settings, id: uuid(w.random), createdAt: w.now, modifiedAt: w.now }
      await insertLocation(w.db, made)
      const modifiedProperties = changesBetween(undefined, settings)
      w.audit({ activity: 'addNamedLocation', targets: [{ ...targetOf(made), modifiedProperties }] })
      return made
    }),
})

interface UpdateLocation {
  readonly id: string
  readonly change: LocationChange
}

/** Changes a named location, whose type stays; refuses with `locationNotFound`, `policyInvalid` or `administratorsLockedOut`. */
export const updateLocation = command({
  name: 'updateLocation',
  operation: 'namedLocations.update',
  activity: 'updateNamedLocation',
  target: (read, input: UpdateLocation) => targetLocation(read, input),
  work: (write, { id, change }, _prepared, kernel) =>
    changeAccess(kernel, write, listOf(change), async (w) => {
      const before = await requireLocation(w, id)
      if (change.kind !== before.kind) {
        const message =
          'A named location cannot become one of another type; create another, and let policies refer to it.'
        throw new Refusal('policyInvalid', message, { field: '@odata.type' })
      }
      const after = { ...before, ...change } as NamedLocation
      refuseInvalid(after)
      const modifiedProperties = changesBetween(before, after)
      if (modifiedProperties.length === 0) return w.unrecorded('every value was there already')
      if (!(await replaceLocation(w.db, { ...after, modifiedAt: w.now }))) await requireLocation(w, id)
      w.audit({ activity: 'updateNamedLocation', targets: [{ ...targetOf(after), modifiedProperties }] })
    }),
})

/** Deletes a named location; refuses with `locationNotFound`, `administratorsLockedOut`, or as a consequence does (`usedByAccessPolicy`). */
export const deleteLocation = command({
  name: 'deleteLocation',
  operation: 'namedLocations.delete',
  activity: 'deleteNamedLocation',
  target: (read, input: { readonly id: string }) => targetLocation(read, input),
  work: (write, { id }, _prepared, kernel) =>
    changeAccess(kernel, write, undefined, async (w) => {
      const location = await requireLocation(w, id)
      for (const follow of kernel.consequences.locationDeleted) await follow(w, location.id)
      await removeLocation(w.db, location.id)
      w.audit({ activity: 'deleteNamedLocation', targets: [targetOf(location)] })
    }),
})
