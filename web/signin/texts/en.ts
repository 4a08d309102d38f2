/** What the scripts say in English; the pages' own words come from the server. */
export const en = {
  copied: 'Copied',
  couldNotCopy: 'Press Ctrl+C or ⌘C to copy',
  timeLeft: (left: string) => `${left} left`,
  daysAndHours: (days: number, hours: number) => `${days} d ${hours} h`,
  seconds: (count: number) => `${count} second${count === 1 ? '' : 's'}`,
  minutes: (count: number) => `${count} minute${count === 1 ? '' : 's'}`,
  hours: (count: number) => `${count} hour${count === 1 ? '' : 's'}`,
  noPasskeys: 'This browser can’t use passkeys. Use another way, or another browser.',
  wrongAddress: (origin: string) => `Passkeys work only at ${origin}. Open that address instead.`,
  offline: 'The server doesn’t answer. Check your connection and try again.',
  unknownError: (name: string) =>
    `Something unexpected happened (${name}). Try again; if it stays, tell your service desk these words.`,
  /** What a browser's error means for somebody who holds a passkey, by the error's name. */
  useErrors: {
    NotAllowedError:
      'That was cancelled or took too long, or this device has no passkey for you. Try again, or use another way.',
    SecurityError: 'This address isn’t allowed to use your passkey. Check that the address is the one you were given.',
    InvalidStateError: 'This device has no passkey for your account. Try another device, or use another way.',
    NotReadableError: 'Your device couldn’t read the passkey. Unlock it, then try again.',
  },
  /** The same for somebody who wants a new one. */
  createErrors: {
    NotAllowedError: 'That was cancelled or took too long, and nothing was added. Try again when you’re ready.',
    SecurityError: 'This address isn’t allowed to make passkeys. Check that the address is the one you were given.',
    InvalidStateError: 'This device already holds a passkey for your account. You can use that one.',
    ConstraintError:
      'This device can’t check that it’s you. Set up a PIN, fingerprint or face first, or use another device.',
    NotSupportedError:
      'This device can’t make the kind of passkey your organisation asks for. Try another device or a security key.',
  },
}

/** The same in any language; one that lacks a sentence does not compile. */
export type ScriptTexts = typeof en
