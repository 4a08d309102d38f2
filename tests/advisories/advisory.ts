/** A test: its file, and its name as it is written there. */
export type Proof = readonly [file: string, name: string]

/** What went wrong in another product, and what shows that it does not go wrong here. */
export interface Advisory {
  /** Its place in the collection; gaps are the collection's. */
  readonly row: number
  readonly where: string
  /** Only its title was read. */
  readonly titleOnly?: true
  readonly wrong: string
  readonly proofs: readonly Proof[]
  /** What of it does not concern us yet, and why. */
  readonly notHere?: string
}

const beside = (folder: string) => (subject: string) => `${folder}.${subject}.test.ts`

/** Files that many rows point to. */
export const signIn = beside('src/signin/service')
export const passkey = beside('src/methods/passkey/service')
export const here = (subject: string): string => `tests/advisories/${subject}.test.ts`
export const pass = 'src/methods/temporary-access-pass/service.test.ts'
export const app = 'src/methods/totp/service.test.ts'
export const contract = 'tests/kit/method-contract.ts'
export const tokens = 'src/oidc/service.verify.test.ts'
export const sessions = 'src/sessions/service.test.ts'
