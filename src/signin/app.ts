import { findApplicationByClientId } from '../applications/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { portalApp } from './portal-app.ts'
import type { SignInApp } from './rules.ts'

const ownPages: SignInApp = { ...portalApp, clientAppType: 'browser' }

/** The application with this client id, as policies and the log name it; our own pages without one, or where there is none. */
export async function appOf(kernel: Kernel, appId: string | undefined): Promise<SignInApp> {
  if (appId === undefined || appId === portalApp.appId) return ownPages
  const found = await kernel.store.read((r) => findApplicationByClientId(r, appId))
  if (!found) return ownPages
  const { displayName, isPublicClient } = found
  return {
    appId: found.appId,
    displayName,
    clientAppType: isPublicClient ? 'mobileAppsAndDesktopClients' : 'browser',
  }
}
