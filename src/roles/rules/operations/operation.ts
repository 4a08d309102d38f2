/** One thing an administrator or an application may be allowed to do. */
export interface Operation {
  /** Graph application permissions, any one of which suffices; the least first. */
  readonly application: readonly string[]
  /** Graph delegated permissions, any one of which an application needs beside the role of the person it acts for; the least first. */
  readonly delegated: readonly string[]
  /** Delegated permissions that suffice where the person acts on the own account. */
  readonly own?: readonly string[]
  /** The resource action a role must grant, as in Entra's role definitions; null: no role can do it. */
  readonly action: string | null
  /** `user`: the table of who may act on whom applies, and nobody acts on oneself; `tenant`: it does not. */
  readonly reach: 'tenant' | 'user'
}

/** What reads the whole directory. */
export const directoryRead = ['Directory.Read.All', 'Directory.ReadWrite.All']
