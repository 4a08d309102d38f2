import { type AuditChain, countSignInErrors, readAuditChain } from '../audit/service.ts'
import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import { type Instant, plusMinutes } from '../base/time.ts'
import { countExclusions } from '../exclusion-watch/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { securityDefaults } from '../policies/tenant/service.ts'
import type { OperationName } from '../roles/rules.ts'
import { countTenantPasses } from '../tenant-passes/service.ts'
import { peopleCounts } from './people.ts'
import {
  exclusionLinks,
  failedRedemptionCodes,
  type ListLink,
  passLinks,
  peopleLinks,
  redemptionLink,
  totalOf,
} from './rules.ts'

/** Something known, or why the caller is not told it. */
export type Told<Value> =
  | { readonly value: Value; readonly refusal: undefined }
  | { readonly value: undefined; readonly refusal: Refusal }

/** How many there are, and where they are listed. */
export interface Counted {
  readonly count: Told<number>
  readonly link: ListLink
}

/** What needs attention now. */
export interface Overview {
  readonly at: Instant
  readonly passes: Readonly<Record<'live' | 'startingSoon' | 'expiredUnused', Counted>>
  readonly failedRedemptions: Readonly<Record<'lastDay' | 'lastWeek', Counted>>
  readonly exclusions: Readonly<Record<'permanent' | 'endingSoon', Counted>>
  readonly people: Readonly<Record<'enabled' | 'withoutPasskey' | 'withoutMethod', Counted>>
  readonly administrators: Readonly<Record<'withoutPasskey', Counted>>
  readonly auditChain: Told<AuditChain>
  readonly securityDefaults: Told<boolean>
}

/** More of one thing is not counted; a number is then so many at least. */
export const mostCounted = 10_000

/**
 * What needs attention now; each number is left out, with the reason, for whoever may not read what it counts.
 *
 * Refuses with `insufficientPrivileges` only whoever may not even read of the organization.
 */
export const readOverview = (kernel: Kernel, actor: Actor): Promise<Overview> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'organization.read')
    const { now } = read
    const [passes, exclusions] = [passLinks(now), exclusionLinks(now)]
    const [lastDay, lastWeek] = [plusMinutes(now, -24 * 60), plusMinutes(now, -7 * 24 * 60)]
    const pass = (link: ListLink) => counted(link, () => countTenantPasses(read, actor, link.filter, mostCounted + 1))
    const failed = (since: Instant) =>
      counted(redemptionLink(since), () =>
        asReader(kernel, read, actor, 'signIns.read', () =>
          countSignInErrors(read, failedRedemptionCodes, since, mostCounted + 1),
        ),
      )
    const excluded = (link: ListLink) =>
      counted(link, () => asReader(kernel, read, actor, 'exclusions.read', () => countExclusions(read, link.filter)))
    return {
      at: now,
      passes: {
        live: await pass(passes.live),
        startingSoon: await pass(passes.startingSoon),
        expiredUnused: await pass(passes.expiredUnused),
      },
      failedRedemptions: { lastDay: await failed(lastDay), lastWeek: await failed(lastWeek) },
      exclusions: {
        permanent: await excluded(exclusions.permanent),
        endingSoon: await excluded(exclusions.endingSoon),
      },
      ...(await peopleNumbers(kernel, read, actor)),
      auditChain: await told(() => readAuditChain({ ...kernel, store: kernel.store.inside(read) }, actor)),
      securityDefaults: await told(() =>
        asReader(kernel, read, actor, 'securityDefaults.read', async () => (await securityDefaults(read)).isEnabled),
      ),
    }
  })

async function peopleNumbers(kernel: Kernel, read: Read, actor: Actor) {
  const found = await told(() => asReader(kernel, read, actor, 'registrations.read', () => peopleCounts(kernel, read)))
  const number = (link: ListLink, of: (counts: Awaited<ReturnType<typeof peopleCounts>>) => number): Counted => ({
    link,
    count: found.refusal ? found : { value: of(found.value), refusal: undefined },
  })
  return {
    people: {
      enabled: number(peopleLinks.enabled, ({ readiness }) => totalOf(readiness)),
      withoutPasskey: number(peopleLinks.withoutPasskey, ({ readiness }) => totalOf(readiness) - readiness.passkey),
      withoutMethod: number(peopleLinks.withoutMethod, ({ readiness }) => readiness.none),
    },
    administrators: {
      withoutPasskey: number(peopleLinks.administratorsWithoutPasskey, (counts) => counts.administratorsWithoutPasskey),
    },
  }
}

async function asReader<Value>(
  kernel: Kernel,
  read: Read,
  actor: Actor,
  operation: OperationName,
  work: () => Promise<Value>,
): Promise<Value> {
  await kernel.authorize(read, actor, operation)
  return work()
}

const counted = async (link: ListLink, work: () => Promise<number>): Promise<Counted> => ({
  link,
  count: await told(work),
})

/** What somebody may not read is no fault of the rest. */
async function told<Value>(work: () => Promise<Value>): Promise<Told<Value>> {
  try {
    return { value: await work(), refusal: undefined }
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'forbidden') return { value: undefined, refusal: error }
    throw error
  }
}
