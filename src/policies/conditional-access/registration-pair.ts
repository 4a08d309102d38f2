import { Refusal } from '../../base/refusal.ts'
import { command } from '../../kernel/command.ts'
import type { Write } from '../../kernel/store.ts'
import type { AuthenticationStrength } from '../authentication-strengths/rules.ts'
import { addStrength } from '../authentication-strengths/service.ts'
import { changeAccess } from '../revision/service.ts'
import { addPolicy } from './manage.ts'
import { accessPolicies, type Found, strengthsById } from './reading.ts'
import { type PairSettings, pairNames, registrationPair, strengthWithoutPass } from './rules/registration-pair.ts'
import type { AccessPolicy } from './rules.ts'

interface MadePair extends Found<AccessPolicy> {
  /** What is more than one factor without a pass. */
  readonly strength: AuthenticationStrength
}

/**
 * Makes a pass good for registering sign-in methods, and for nothing else: a strength and two policies, in one write.
 *
 * Refuses with `accessPresetInPlace`, and as `createStrength` and `createPolicy` do; nothing is left then.
 */
export const createRegistrationPair = command({
  name: 'createRegistrationPair',
  operation: 'conditionalAccess.create',
  activity: 'addAccessPolicy',
  target: async (_read, _input: PairSettings) => ({
    resource: { type: 'Policy', id: '', displayName: pairNames.join(', ') },
  }),
  prepare: (kernel, _input, actor) => kernel.store.read((read) => kernel.authorize(read, actor, 'strengths.update')),
  work: (write, settings, _prepared, kernel) =>
    changeAccess(kernel, write, 'conditions/users', async (w): Promise<MadePair> => {
      await refuseTwice(w)
      const strength = await addStrength(w, strengthWithoutPass)
      const policies: AccessPolicy[] = []
      for (const change of registrationPair(settings, strength.id)) policies.push(await addPolicy(w, change))
      return { strength, policies, strengths: await strengthsById(w) }
    }),
})

async function refuseTwice(w: Write): Promise<void> {
  const there = (await accessPolicies(w)).filter(({ displayName }) => pairNames.includes(displayName))
  if (there.length === 0) return
  const named = there.map(({ displayName, id }) => `'${displayName}' (${id})`).join(', ')
  throw new Refusal('accessPresetInPlace', `It is there already: ${named}. Change that, or delete it first.`)
}
