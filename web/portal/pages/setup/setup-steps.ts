import type { SetupState } from '../../api/setup.ts'

/** One Global Administrator who loses everything leaves nobody to let them in again. */
const enoughAdministrators = 2

/** Which of the first steps are done. */
export const doneSteps = (state: SetupState) => ({
  passkey: state.hasOwnPasskey,
  second: state.globalAdministratorCount >= enoughAdministrators,
  policy: state.passPolicy.state === 'enabled',
  pass: state.hasIssuedPass,
})

/** Whether the tenant lacks nothing; somebody's own passkey is their own affair. */
export function isSetUp(state: SetupState): boolean {
  const { passkey: _, ...ofTenant } = doneSteps(state)
  return Object.values(ofTenant).every(Boolean)
}
