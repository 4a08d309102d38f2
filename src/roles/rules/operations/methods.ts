import type { Operation } from './operation.ts'

const anyMethodRead = ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All']
const anyMethodWrite = ['UserAuthenticationMethod.ReadWrite.All']
const ownMethodRead = ['UserAuthenticationMethod.Read', 'UserAuthenticationMethod.ReadWrite']
const ownMethodWrite = ['UserAuthenticationMethod.ReadWrite']

/** The permissions on one kind of method, beside those on every kind; Graph names each kind: `TAP`, `Passkey`. */
const readingOf = (kind: string) => {
  const permissions = [`UserAuthMethod-${kind}.Read.All`, `UserAuthMethod-${kind}.ReadWrite.All`, ...anyMethodRead]
  const own = [`UserAuthMethod-${kind}.Read`, `UserAuthMethod-${kind}.ReadWrite`, ...ownMethodRead]
  return { application: permissions, delegated: permissions, own, reach: 'user' } as const
}

const writingOf = (kind: string) => {
  const permissions = [`UserAuthMethod-${kind}.ReadWrite.All`, ...anyMethodWrite]
  const own = [`UserAuthMethod-${kind}.ReadWrite`, ...ownMethodWrite]
  return { application: permissions, delegated: permissions, own, reach: 'user' } as const
}

const actions = 'microsoft.directory/users/authenticationMethods'
const everyRead = [`${actions}/standard/restrictedRead`, `${actions}/standard/read`] as const
const everyFullRead = [`${actions}/standard/read`] as const
const everyUpdate = [`${actions}/basic/update`] as const
const everyCreate = [`${actions}/create`] as const
const everyDelete = [`${actions}/delete`] as const

/**
 * What is done with sign-in methods.
 *
 * The actions on one kind of method are Latchkey's own, for custom roles; Entra's, `within`, are for every kind.
 *
 * Source: facts/entra.md §8.2, §9.
 */
export const methodsOperations = {
  'passes.read': {
    description: 'See the Temporary Access Pass of a user, without its code',
    ...readingOf('TAP'),
    action: `${actions}/temporaryAccessPass/standard/restrictedRead`,
    within: everyRead,
  },
  /** Nobody issues a pass to themself, so there is no permission for the own account. */
  'passes.create': {
    description: 'Issue a Temporary Access Pass',
    ...writingOf('TAP'),
    own: [],
    action: `${actions}/temporaryAccessPass/create`,
    within: everyCreate,
  },
  /** Whoever may issue a pass to somebody may ask what would come of it; apart, so that asking has a limit of its own. */
  'passes.preview': {
    description: 'See what a Temporary Access Pass would open before it is issued',
    ...writingOf('TAP'),
    own: [],
    action: `${actions}/temporaryAccessPass/create`,
    within: everyCreate,
  },
  'passes.delete': {
    description: 'Delete the Temporary Access Pass of a user',
    ...writingOf('TAP'),
    action: `${actions}/temporaryAccessPass/delete`,
    within: everyDelete,
  },
  'methods.read': {
    description: 'See which sign-in methods a user has',
    application: anyMethodRead,
    delegated: anyMethodRead,
    own: ownMethodRead,
    action: `${actions}/standard/restrictedRead`,
    within: [`${actions}/standard/read`],
    reach: 'user',
  },
  'methods.delete': {
    description: 'Delete sign-in methods of a user, of whatever kind',
    application: anyMethodWrite,
    delegated: anyMethodWrite,
    own: ownMethodWrite,
    action: `${actions}/delete`,
    reach: 'user',
  },
  'passkeys.read': {
    description: 'See the passkeys of a user',
    ...readingOf('Passkey'),
    action: `${actions}/fido2/standard/restrictedRead`,
    within: everyRead,
  },
  'passkeys.delete': {
    description: 'Delete passkeys of a user',
    ...writingOf('Passkey'),
    action: `${actions}/fido2/delete`,
    within: everyDelete,
  },
  'softwareOath.read': {
    description: 'See the authenticator apps of a user',
    ...readingOf('SoftwareOATH'),
    action: `${actions}/softwareOath/standard/restrictedRead`,
    within: everyRead,
  },
  'softwareOath.delete': {
    description: 'Delete authenticator apps of a user',
    ...writingOf('SoftwareOATH'),
    action: `${actions}/softwareOath/delete`,
    within: everyDelete,
  },
  'passwords.read': {
    description: 'See whether a user has a password',
    ...readingOf('Password'),
    action: `${actions}/password/standard/restrictedRead`,
    within: everyRead,
  },
  'passwords.delete': {
    description: 'Delete the password of a user',
    ...writingOf('Password'),
    action: `${actions}/password/delete`,
    within: everyDelete,
  },
  /** Entra gives no application this: a person is behind every reset. */
  'passwords.reset': {
    description: 'Reset the password of a user to one that is shown once',
    application: [],
    delegated: ['UserAuthMethod-Password.ReadWrite.All', ...anyMethodWrite],
    action: 'microsoft.directory/users/password/update',
    reach: 'user',
  },
  /** Whoever may begin an operation may see how it ended. */
  'methodOperations.read': {
    description: 'See how a password reset ended',
    application: [],
    delegated: anyMethodRead,
    own: ownMethodRead,
    action: `${actions}/standard/restrictedRead`,
    within: [`${actions}/standard/read`, 'microsoft.directory/users/password/update'],
    reach: 'user',
  },
  'passkeys.create': {
    description: 'Register a passkey for a user',
    ...writingOf('Passkey'),
    own: [],
    action: `${actions}/fido2/create`,
    within: everyCreate,
  },
  'phones.read': {
    description: 'See the phone numbers of a user, masked',
    ...readingOf('Phone'),
    action: `${actions}/phone/standard/restrictedRead`,
    within: everyRead,
  },
  /** Numbers in full; to others they are masked. */
  'phones.readNumbers': {
    description: 'See the phone numbers of a user in full',
    ...readingOf('Phone'),
    action: `${actions}/phone/standard/read`,
    within: everyFullRead,
  },
  'phones.create': {
    description: 'Add a phone number to a user',
    ...writingOf('Phone'),
    action: `${actions}/phone/create`,
    within: everyCreate,
  },
  'phones.update': {
    description: 'Change a phone number of a user',
    ...writingOf('Phone'),
    action: `${actions}/phone/basic/update`,
    within: everyUpdate,
  },
  'phones.delete': {
    description: 'Delete a phone number of a user',
    ...writingOf('Phone'),
    action: `${actions}/phone/delete`,
    within: everyDelete,
  },
  'emails.read': {
    description: 'See the contact e-mail address of a user, masked',
    ...readingOf('Email'),
    action: `${actions}/email/standard/restrictedRead`,
    within: everyRead,
  },
  /** Addresses in full; to others they are masked. */
  'emails.readAddresses': {
    description: 'See the contact e-mail address of a user in full',
    ...readingOf('Email'),
    action: `${actions}/email/standard/read`,
    within: everyFullRead,
  },
  'emails.create': {
    description: 'Add a contact e-mail address to a user',
    ...writingOf('Email'),
    action: `${actions}/email/create`,
    within: everyCreate,
  },
  'emails.update': {
    description: 'Change the contact e-mail address of a user',
    ...writingOf('Email'),
    action: `${actions}/email/basic/update`,
    within: everyUpdate,
  },
  'emails.delete': {
    description: 'Delete the contact e-mail address of a user',
    ...writingOf('Email'),
    action: `${actions}/email/delete`,
    within: everyDelete,
  },
  'microsoftAuthenticator.read': {
    description: 'See whether a user has Microsoft Authenticator',
    ...readingOf('MicrosoftAuthApp'),
    action: `${actions}/microsoftAuthenticator/standard/restrictedRead`,
    within: everyRead,
  },
  'microsoftAuthenticator.delete': {
    description: 'Delete Microsoft Authenticator of a user',
    ...writingOf('MicrosoftAuthApp'),
    action: `${actions}/microsoftAuthenticator/delete`,
    within: everyDelete,
  },
  'windowsHello.read': {
    description: 'See whether a user has Windows Hello for Business',
    ...readingOf('WindowsHello'),
    action: `${actions}/windowsHelloForBusiness/standard/restrictedRead`,
    within: everyRead,
  },
  'windowsHello.delete': {
    description: 'Delete Windows Hello for Business of a user',
    ...writingOf('WindowsHello'),
    action: `${actions}/windowsHelloForBusiness/delete`,
    within: everyDelete,
  },
} as const satisfies Record<string, Operation>
