import type { MethodKindName } from '../../../contract/signin.ts'

/** A way to prove, named as its owner would name it. */
export const methodNames = {
  temporaryAccessPass: 'Temporary Access Pass',
  fido2: 'Passkey',
  softwareOath: 'Authenticator app',
  password: 'Password',
} as const satisfies Record<MethodKindName, string>

/** The same as a choice: what the button does. */
export const methodChoices = {
  temporaryAccessPass: 'Enter a Temporary Access Pass',
  fido2: 'Use a passkey',
  softwareOath: 'Use a code from your authenticator app',
  password: 'Use your password',
} as const satisfies Record<MethodKindName, string>

export const signInTexts = {
  title: 'Sign in',
  errorTitle: (title: string) => `Error: ${title}`,
  signInTo: (tenant: string) => `to ${tenant}`,
  userName: 'User name',
  userNameHint: 'It looks like an e-mail address.',
  userNameMissing: 'Enter your user name.',
  next: 'Next',
  signIn: 'Sign in',
  or: 'or',
  usePasskey: 'Sign in with a passkey',
  passkeyNeedsScript:
    'Passkeys need JavaScript. Turn it on for this site to use one; a pass, a password and a code work without it.',
  passTitle: 'Enter your pass',
  passField: 'Temporary Access Pass',
  passHint: 'Your service desk gave it to you. Type it or paste it; spaces and hyphens don’t matter.',
  passMissing: 'Enter your pass.',
  passSafety: 'Only ever enter it here. Nobody from the service desk will ask you to read it back.',
  passwordTitle: 'Enter your password',
  passwordField: 'Password',
  passwordMissing: 'Enter your password.',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  codeTitle: 'Enter a code',
  codeField: 'Code from your authenticator app',
  codeHint: 'The six digits your app shows for this account now.',
  codeMissing: 'Enter the code from your app.',
  passkeyTitle: 'Use your passkey',
  passkeyLead: 'Your device will ask for your fingerprint, face, PIN or security key.',
  passkeyButton: 'Continue with passkey',
  secondFactor: 'Your password was step 1 of 2. Now prove that it’s you.',
  otherWays: 'Other ways to sign in',
  changeUser: 'Change',
  changeUserLong: 'Change user name',
  newPasswordTitle: 'Choose a new password',
  newPasswordLead: 'Your password has to be changed before you go on.',
  newPasswordField: 'New password',
  newPasswordHint: 'At least 8 characters. A few unrelated words are easy to remember and hard to guess.',
  newPasswordMissing: 'Enter a new password.',
  savePassword: 'Save and go on',
  blockedTitle: 'You can’t sign in right now',
  startAgain: 'Start again',
  doneTitle: 'You’re signed in',
  doneLead: 'Taking you on. If nothing happens, use the button.',
  goOn: 'Go on',
  problem: 'There is a problem',
} as const

/** Pages for what could not be done at all. */
export const refusalTexts = {
  backToSignIn: 'Go to sign-in',
  backToSecurityInfo: 'Back to security info',
  invalid: { title: 'That didn’t come through right', next: 'Go back, check what you entered and try again.' },
  unauthenticated: { title: 'You’re not signed in', next: 'Sign in to go on.' },
  forbidden: { title: 'That isn’t allowed', next: '' },
  notFound: { title: 'There is nothing here', next: 'Check the address, or start from the sign-in page.' },
  conflict: { title: 'That can’t be done now', next: '' },
  preconditionFailed: {
    title: 'This page was out of date',
    next: 'Go on from where things stand now; nothing was lost.',
  },
  tooLarge: { title: 'That was too much at once', next: 'Send less and try again.' },
  unsupportedMediaType: { title: 'That didn’t come through right', next: 'Use the form on the page.' },
  methodNotAllowed: { title: 'That didn’t come through right', next: 'Use the form on the page.' },
  notImplemented: { title: 'There is nothing here', next: '' },
  throttled: { title: 'Too many tries', next: '' },
  unavailable: { title: 'We’re busy for a moment', next: 'Wait a few seconds and try again.' },
  fault: {
    title: 'Something broke on our side',
    next: 'Try again. If it happens again, give your service desk this number:',
  },
} as const
