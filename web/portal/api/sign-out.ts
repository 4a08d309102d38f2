import type { DoneAnswer } from '../../../contract/security-info.ts'
import { graph } from './graph-client.ts'

/** Ends the session of this browser and leaves for the sign-in. */
export async function signOut(): Promise<void> {
  const { redirectTo } = await graph<DoneAnswer>('/signout', { method: 'POST', body: {} })
  location.assign(redirectTo)
}
