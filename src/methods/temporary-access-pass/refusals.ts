import { Refusal } from '../../base/refusal.ts'
import { groupNames } from '../../directory/service.ts'
import type { Read } from '../../kernel/store.ts'
import type { IssueRefusal, PassPolicy, PassRequest } from './rules.ts'

/** The tail by which scripts written for Entra know a refusal of the methods policy (facts/entra.md §2.7). */
const policyTail = 'AuthMethodType [TemporaryAccessPass].'

/** Says to the issuer what was wrong, what is allowed and what to do next. */
export async function refuseIssue(
  r: Read,
  why: IssueRefusal,
  policy: PassPolicy,
  request: PassRequest,
): Promise<Refusal> {
  const { configuration, scope } = policy
  switch (why) {
    case 'methodDisabled':
      return new Refusal(
        why,
        `Temporary Access Pass is switched off in the authentication methods policy. Enable it there first. ${policyTail}`,
      )
    case 'userNotIncluded': {
      const included = configuration.includeTargets.map((target) => target.id)
      const names = [...(await groupNames(r, included)).values()].slice(0, 5).map((name) => `'${name}'`)
      const groups = names.length > 0 ? ` (${names.join(', ')})` : ''
      return new Refusal(
        why,
        `The user is in none of the groups the Temporary Access Pass policy includes${groups}. Add the user to one, or include a group of the user. ${policyTail}`,
      )
    }
    case 'userExcluded': {
      const excluding = scope.allowed ? undefined : scope.target
      if (!excluding)
        return new Refusal(
          why,
          `The Temporary Access Pass policy excludes everybody who holds a directory role. ${policyTail}`,
        )
      if (excluding.targetType === 'user') {
        return new Refusal(why, `The Temporary Access Pass policy excludes this user by name. ${policyTail}`)
      }
      const name = (await groupNames(r, [excluding.id])).get(excluding.id)
      return new Refusal(
        why,
        `The user is excluded from the Temporary Access Pass policy by the group '${name ?? excluding.id}'. ${policyTail}`,
      )
    }
    case 'passForExternalGuest':
      return new Refusal(
        why,
        'A Temporary Access Pass cannot be added to an external guest user. The home organisation of the guest can issue one.',
      )
    case 'passMustBeOneTime':
      return new Refusal(
        why,
        "The policy setting 'isUsableOnce' is true: every pass must be for one use. Ask for isUsableOnce true, or leave it out.",
        { field: 'isUsableOnce' },
      )
    case 'passLifetimeOutOfRange':
      return new Refusal(
        why,
        `Invalid LifetimeInMinutes specified: ${request.lifetimeMinutes ?? configuration.defaultLifetimeInMinutes}. The policy allows between ${configuration.minimumLifetimeInMinutes} and ${configuration.maximumLifetimeInMinutes} minutes.`,
        { field: 'lifetimeInMinutes' },
      )
  }
}
