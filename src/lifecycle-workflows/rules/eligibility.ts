/** What is known of somebody whom a workflow would issue a pass. */
export interface PassCandidate {
  readonly accountEnabled: boolean
  /** Kinds of authentication methods the person has, a password aside. */
  readonly methods: readonly string[]
  readonly hasSignedIn: boolean
  /** At whatever scope, or by a group that roles can be assigned to. */
  readonly holdsRole: boolean
  /** In an administrative unit with restricted management. */
  readonly isRestricted: boolean
  /** The manager's address; null where there is none, undefined where there is no manager. */
  readonly managerMail: string | null | undefined
}

/** Why a task can't be done, in words for an administrator. */
export type TaskProblem = string

/**
 * Why a workflow issues no pass to somebody; undefined where it may.
 *
 * A pass that nobody asked for goes only to people for whom it can be the first way in,
 * and never to those on whom an administrator of the whole tenant may not act.
 *
 * Source: facts/entra.md §11.
 */
export function whyNoPass(candidate: PassCandidate): TaskProblem | undefined {
  if (!candidate.accountEnabled) return 'The account is disabled.'
  if (candidate.managerMail === undefined) return 'The user has no manager to mail the pass to. Set one.'
  if (candidate.managerMail === null) return "The user's manager has no mail address. Set one."
  if (candidate.holdsRole) return 'The user holds a role. Let an administrator issue the pass.'
  if (candidate.isRestricted) {
    return 'The user is in an administrative unit with restricted management. Let an administrator of that unit issue the pass.'
  }
  if (candidate.methods.length > 0) {
    return `The user has a way to sign in already (${candidate.methods.join(', ')}). Let the service desk issue a pass if it is lost.`
  }
  if (candidate.hasSignedIn) return 'The user has signed in before, so this is no first day.'
  return undefined
}
