import type { Instant } from '../../base/time.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Read } from '../../kernel/store.ts'
import type { AuthenticationStrength } from '../authentication-strengths/rules.ts'
import { strengths } from '../authentication-strengths/service.ts'
import type { NamedLocation } from '../named-locations/rules.ts'
import { namedLocations } from '../named-locations/service.ts'
import { accessRevision } from '../revision/service.ts'
import { securityDefaults } from '../tenant/service.ts'
import { exclusionEnds } from './exclusion-ends.ts'
import { accessPolicies } from './reading.ts'
import {
  type AccessPolicy,
  type AccessRules,
  compileRules,
  type Period,
  periodAround,
  policiesAt,
  securityDefaultsPolicy,
} from './rules.ts'

interface Known {
  readonly revision: number
  /** While the same exclusions count. */
  readonly period: Period
  readonly rules: AccessRules
}

/** What each server process last compiled, for the store it was read from. */
const known = new WeakMap<Kernel['store'], Known>()

/**
 * The rules of access as they stand now, security defaults among them while they are on.
 *
 * One row says whether anything has changed since they were compiled, also on another replica.
 * The revision is read first, so what is remembered under it is never older.
 * What was compiled holds until an exclusion's end comes, so that none counts beyond it, whoever is late to remove it.
 */
export async function accessRules(kernel: Kernel, read: Read): Promise<AccessRules> {
  const revision = await accessRevision(read)
  const last = known.get(kernel.store)
  if (last?.revision === revision && isWithin(last.period, read.now)) return last.rules
  const ends = await exclusionEnds(read)
  const rules = compiled(await ingredients(read, read.now))
  if (!last || last.revision <= revision) {
    known.set(kernel.store, { revision, period: periodAround(ends, read.now), rules })
  }
  return rules
}

const isWithin = ({ from, until }: Period, now: Instant): boolean => from <= now && now < until

/** All that the rules are compiled from. */
export interface Ingredients {
  readonly policies: readonly AccessPolicy[]
  readonly strengths: readonly AuthenticationStrength[]
  readonly locations: readonly NamedLocation[]
}

/** What the database says in this very read; exclusions count as they do at that moment. */
export async function ingredients(read: Read, at: Instant): Promise<Ingredients> {
  const builtIn = (await securityDefaults(read)).isEnabled ? [securityDefaultsPolicy] : []
  const policies = policiesAt(await accessPolicies(read), await exclusionEnds(read), at)
  return {
    policies: [...builtIn, ...policies],
    strengths: await strengths(read),
    locations: await namedLocations(read),
  }
}

export const compiled = ({ policies, strengths, locations }: Ingredients): AccessRules =>
  compileRules(policies, strengths, { locations })
