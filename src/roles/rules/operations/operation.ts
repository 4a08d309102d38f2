/** One thing an administrator or an application may be allowed to do. */
export interface Operation {
  /** What it is, in a few words for people, beginning with a verb. */
  readonly description: string
  /** Graph application permissions, any one of which suffices; the least first. */
  readonly application: readonly string[]
  /** Graph delegated permissions, any one of which an application needs beside the role of the person it acts for; the least first. */
  readonly delegated: readonly string[]
  /** Delegated permissions that suffice, beside those above, where the person acts on the own account. */
  readonly own?: readonly string[]
  /** The resource action a role must grant, as in Entra's role definitions; null: no role can do it. */
  readonly action: string | null
  /** Wider actions that include this one: a role that grants one of them grants it too. */
  readonly within?: readonly string[]
  /**
   * `user`: it acts on one user, the table of who may act on whom applies, and nobody acts on oneself.
   * `group`: it acts on one group.
   * `tenant`: neither; a role that counts in an administrative unit alone never grants it.
   */
  readonly reach: 'tenant' | 'user' | 'group'
  /** The user is left as they are, so a unit with restricted management does not shut it out. */
  readonly leavesTargetAlone?: true
}

/** What reads the whole directory. */
export const directoryRead = ['Directory.Read.All', 'Directory.ReadWrite.All']
