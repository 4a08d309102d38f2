import type { Operation } from './operation.ts'

const anyMethodRead = ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All']
const anyMethodWrite = ['UserAuthenticationMethod.ReadWrite.All']

const passRead = ['UserAuthMethod-TAP.Read.All', 'UserAuthMethod-TAP.ReadWrite.All', ...anyMethodRead]
const passWrite = ['UserAuthMethod-TAP.ReadWrite.All', ...anyMethodWrite]

const methodActions = 'microsoft.directory/users/authenticationMethods'

export const methodsOperations = {
  'passes.read': {
    application: passRead,
    delegated: passRead,
    action: `${methodActions}/standard/restrictedRead`,
    reach: 'user',
  },
  'passes.create': { application: passWrite, delegated: passWrite, action: `${methodActions}/create`, reach: 'user' },
  'passes.delete': { application: passWrite, delegated: passWrite, action: `${methodActions}/delete`, reach: 'user' },
  'methods.read': {
    application: anyMethodRead,
    delegated: anyMethodRead,
    action: `${methodActions}/standard/restrictedRead`,
    reach: 'user',
  },
  'methods.delete': {
    application: anyMethodWrite,
    delegated: anyMethodWrite,
    action: `${methodActions}/delete`,
    reach: 'user',
  },
  'passkeys.read': {
    application: ['UserAuthMethod-Passkey.Read.All', 'UserAuthMethod-Passkey.ReadWrite.All', ...anyMethodRead],
    delegated: ['UserAuthMethod-Passkey.Read.All', 'UserAuthMethod-Passkey.ReadWrite.All', ...anyMethodRead],
    action: `${methodActions}/standard/restrictedRead`,
    reach: 'user',
  },
  'passkeys.delete': {
    application: ['UserAuthMethod-Passkey.ReadWrite.All', ...anyMethodWrite],
    delegated: ['UserAuthMethod-Passkey.ReadWrite.All', ...anyMethodWrite],
    action: `${methodActions}/delete`,
    reach: 'user',
  },
  'softwareOath.read': {
    application: [
      'UserAuthMethod-SoftwareOATH.Read.All',
      'UserAuthMethod-SoftwareOATH.ReadWrite.All',
      ...anyMethodRead,
    ],
    delegated: ['UserAuthMethod-SoftwareOATH.Read.All', 'UserAuthMethod-SoftwareOATH.ReadWrite.All', ...anyMethodRead],
    action: `${methodActions}/standard/restrictedRead`,
    reach: 'user',
  },
  'softwareOath.delete': {
    application: ['UserAuthMethod-SoftwareOATH.ReadWrite.All', ...anyMethodWrite],
    delegated: ['UserAuthMethod-SoftwareOATH.ReadWrite.All', ...anyMethodWrite],
    action: `${methodActions}/delete`,
    reach: 'user',
  },
  'passwords.read': {
    application: ['UserAuthMethod-Password.Read.All', 'UserAuthMethod-Password.ReadWrite.All', ...anyMethodRead],
    delegated: ['UserAuthMethod-Password.Read.All', 'UserAuthMethod-Password.ReadWrite.All', ...anyMethodRead],
    action: `${methodActions}/standard/restrictedRead`,
    reach: 'user',
  },
  'passwords.delete': {
    application: ['UserAuthMethod-Password.ReadWrite.All', ...anyMethodWrite],
    delegated: ['UserAuthMethod-Password.ReadWrite.All', ...anyMethodWrite],
    action: `${methodActions}/delete`,
    reach: 'user',
  },
} as const satisfies Record<string, Operation>
