import type { CDPSession, Page } from 'playwright-core'

/** An authenticator inside Chromium, driven over the DevTools protocol; the site cannot tell it from a real one. */
export interface VirtualAuthenticator {
  credentials(): Promise<readonly VirtualCredential[]>
  /** Whether the next user verification succeeds; `false` is somebody else's finger. */
  setUserVerified(verified: boolean): Promise<void>
  /** Whether somebody touches it when asked; `false` lets a request wait. */
  setPresence(present: boolean): Promise<void>
  /** Unplugs it; its credentials are gone. */
  remove(): Promise<void>
}

interface VirtualCredential {
  readonly credentialId: string
  readonly isResidentCredential: boolean
  readonly signCount: number
  readonly rpId?: string
  readonly userHandle?: string
}

/**
 * Plugs a passkey-capable authenticator into the page's browser: CTAP2, built in, resident keys, user verification.
 *
 * `transport: 'usb'` makes it a security key; `defaultBackupEligibility` and `defaultBackupState` a synced passkey.
 */
export async function addVirtualAuthenticator(page: Page, kind: AuthenticatorKind = {}): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable', { enableUI: false })
  const { authenticatorId } = await add(session, kind)
  return {
    credentials: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    setUserVerified: async (isUserVerified) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
    setPresence: async (enabled) => {
      await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    },
    remove: async () => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
      await session.detach()
    },
  }
}

interface AuthenticatorKind {
  readonly transport?: 'internal' | 'usb' | 'nfc' | 'ble'
  readonly hasResidentKey?: boolean
  readonly hasUserVerification?: boolean
  readonly defaultBackupEligibility?: boolean
  readonly defaultBackupState?: boolean
}

const add = (session: CDPSession, kind: AuthenticatorKind) =>
  session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...kind,
    },
  })
