import type { Operation } from './operation.ts'

export const policiesOperations = {
  'methodsPolicy.read': {
    description: 'Read which sign-in methods may be used, and by whom',
    application: ['Policy.Read.AuthenticationMethod', 'Policy.Read.All', 'Policy.ReadWrite.AuthenticationMethod'],
    delegated: ['Policy.Read.AuthenticationMethod', 'Policy.Read.All', 'Policy.ReadWrite.AuthenticationMethod'],
    action: 'microsoft.directory/userCredentialPolicies/standard/read',
    reach: 'tenant',
  },
  'methodsPolicy.update': {
    description: 'Decide which sign-in methods may be used, and by whom',
    application: ['Policy.ReadWrite.AuthenticationMethod'],
    delegated: ['Policy.ReadWrite.AuthenticationMethod'],
    action: 'microsoft.directory/userCredentialPolicies/basic/update',
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
