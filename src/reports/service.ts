import type { Actor } from '../base/actor.ts'
import type { Condition } from '../base/odata/condition.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { Refusal } from '../base/refusal.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { configuration } from '../policies/authentication-methods/service.ts'
import { registrationDetails } from './rules/registration.ts'
import { allowedBy, type ReportedPolicy } from './rules/scope.ts'
import { among, type Counted, featureCounts, methodCounts } from './rules/summaries.ts'
import { countRegistrations, findRegistration, pageRegistrations } from './store.ts'

export type RegistrationDetails = ReturnType<typeof registrationDetails>

/** A page of what users have registered, as it is at this moment; refuses with `insufficientPrivileges`. */
export const listRegistrations = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<RegistrationDetails>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'registrations.read')
    const page = await pageRegistrations(read, await policyNow(read), query)
    return { ...page, items: page.items.map((row) => registrationDetails(row, read.now)) }
  })

/** What one user has registered; refuses with `insufficientPrivileges` or `userNotFound`. */
export const readRegistration = (kernel: Kernel, actor: Actor, id: string): Promise<RegistrationDetails> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'registrations.read')
    const row = await findRegistration(read, await policyNow(read), id.toLowerCase())
    if (row) return registrationDetails(row, read.now)
    throw new Refusal('userNotFound', `The report has no user with the id '${id.slice(0, 200)}'.`)
  })

/** How many users there are, and how many of them each word is true of. */
export interface Summary {
  readonly total: number
  readonly counts: readonly (readonly [word: string, users: number])[]
}

/** How many users have each method; refuses with `insufficientPrivileges`. */
export const countByMethod = (kernel: Kernel, actor: Actor, counted: Counted): Promise<Summary> =>
  summary(kernel, actor, counted, methodCounts)

/** How many users have each capability; refuses with `insufficientPrivileges`. */
export const countByFeature = (kernel: Kernel, actor: Actor, counted: Counted): Promise<Summary> =>
  summary(kernel, actor, counted, featureCounts)

const summary = (
  kernel: Kernel,
  actor: Actor,
  counted: Counted,
  words: readonly (readonly [string, Condition])[],
): Promise<Summary> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'registrationSummaries.read')
    const conditions = words.map(([, condition]) => condition)
    const { total, counts } = await countRegistrations(read, await policyNow(read), among(counted), conditions)
    return { total, counts: words.map(([word], index) => [word, counts[index] ?? 0]) }
  })

async function policyNow(read: Read): Promise<ReportedPolicy> {
  const passes = await configuration(read, 'TemporaryAccessPass')
  return {
    temporaryAccessPass: allowedBy(passes),
    oneTimePassesOnly: passes.isUsableOnce,
    fido2: allowedBy(await configuration(read, 'Fido2')),
    softwareOath: allowedBy(await configuration(read, 'SoftwareOath')),
  }
}
