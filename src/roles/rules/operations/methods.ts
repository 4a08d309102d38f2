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
    ...readingOf('TAP'),
    action: `${actions}/temporaryAccessPass/standard/restrictedRead`,
    within: everyRead,
  },
  /** Nobody issues a pass to themself, so there is no permission for the own account. */
  'passes.create': {
    ...writingOf('TAP'),
    own: [],
    action: `${actions}/temporaryAccessPass/create`,
    within: everyCreate,
  },
  /** Whoever may issue a pass to somebody may ask what would come of it; apart, so that asking has a limit of its own. */
  'passes.preview': {
    ...writingOf('TAP'),
    own: [],
    action: `${actions}/temporaryAccessPass/create`,
    within: everyCreate,
  },
  'passes.delete': { ...writingOf('TAP'), action: `${actions}/temporaryAccessPass/delete`, within: everyDelete },
  'methods.read': {
    application: anyMethodRead,
    delegated: anyMethodRead,
    own: ownMethodRead,
    action: `${actions}/standard/restrictedRead`,
    within: [`${actions}/standard/read`],
    reach: 'user',
  },
  'methods.delete': {
    application: anyMethodWrite,
    delegated: anyMethodWrite,
    own: ownMethodWrite,
    action: `${actions}/delete`,
    reach: 'user',
  },
  'passkeys.read': {
    ...readingOf('Passkey'),
    action: `${actions}/fido2/standard/restrictedRead`,
    within: everyRead,
  },
  'passkeys.delete': { ...writingOf('Passkey'), action: `${actions}/fido2/delete`, within: everyDelete },
  'softwareOath.read': {
    ...readingOf('SoftwareOATH'),
    action: `${actions}/softwareOath/standard/restrictedRead`,
    within: everyRead,
  },
  'softwareOath.delete': {
    ...writingOf('SoftwareOATH'),
    action: `${actions}/softwareOath/delete`,
    within: everyDelete,
  },
  'passwords.read': {
    ...readingOf('Password'),
    action: `${actions}/password/standard/restrictedRead`,
    within: everyRead,
  },
  'passwords.delete': { ...writingOf('Password'), action: `${actions}/password/delete`, within: everyDelete },
  /** Entra gives no application this: a person is behind every reset. */
  'passwords.reset': {
    application: [],
    delegated: ['UserAuthMethod-Password.ReadWrite.All', ...anyMethodWrite],
    action: 'microsoft.directory/users/password/update',
    reach: 'user',
  },
  /** Whoever may begin an operation may see how it ended. */
  'methodOperations.read': {
    application: [],
    delegated: anyMethodRead,
    own: ownMethodRead,
    action: `${actions}/standard/restrictedRead`,
    within: [`${actions}/standard/read`, 'microsoft.directory/users/password/update'],
    reach: 'user',
  },
  'passkeys.create': {
    ...writingOf('Passkey'),
    own: [],
    action: `${actions}/fido2/create`,
    within: everyCreate,
  },
  'phones.read': { ...readingOf('Phone'), action: `${actions}/phone/standard/restrictedRead`, within: everyRead },
  /** Numbers in full; to others they are masked. */
  'phones.readNumbers': { ...readingOf('Phone'), action: `${actions}/phone/standard/read`, within: everyFullRead },
  'phones.create': { ...writingOf('Phone'), action: `${actions}/phone/create`, within: everyCreate },
  'phones.update': { ...writingOf('Phone'), action: `${actions}/phone/basic/update`, within: everyUpdate },
  'phones.delete': { ...writingOf('Phone'), action: `${actions}/phone/delete`, within: everyDelete },
  'emails.read': { ...readingOf('Email'), action: `${actions}/email/standard/restrictedRead`, within: everyRead },
  /** Addresses in full; to others they are masked. */
  'emails.readAddresses': { ...readingOf('Email'), action: `${actions}/email/standard/read`, within: everyFullRead },
  'emails.create': { ...writingOf('Email'), action: `${actions}/email/create`, within: everyCreate },
  'emails.update': { ...writingOf('Email'), action: `${actions}/email/basic/update`, within: everyUpdate },
  'emails.delete': { ...writingOf('Email'), action: `${actions}/email/delete`, within: everyDelete },
  'microsoftAuthenticator.read': {
    ...readingOf('MicrosoftAuthApp'),
    action: `${actions}/microsoftAuthenticator/standard/restrictedRead`,
    within: everyRead,
  },
  'microsoftAuthenticator.delete': {
    ...writingOf('MicrosoftAuthApp'),
    action: `${actions}/microsoftAuthenticator/delete`,
    within: everyDelete,
  },
  'windowsHello.read': {
    ...readingOf('WindowsHello'),
    action: `${actions}/windowsHelloForBusiness/standard/restrictedRead`,
    within: everyRead,
  },
  'windowsHello.delete': {
    ...writingOf('WindowsHello'),
    action: `${actions}/windowsHelloForBusiness/delete`,
    within: everyDelete,
  },
} as const satisfies Record<string, Operation>
