import type { CatalogueEntry } from './kind.ts'

export const workflowsRefusals = {
  workflowNotFound: { kind: 'notFound', when: 'no lifecycle workflow has this id' },
  workflowInvalid: { kind: 'invalid', when: 'a lifecycle workflow contradicts itself or asks for what is not offered' },
  workflowDisabled: { kind: 'invalid', when: 'a lifecycle workflow that is switched off is run' },
  workflowChanged: { kind: 'preconditionFailed', when: 'somebody else changed the lifecycle workflow meanwhile' },
  tooManyWorkflows: { kind: 'invalid', when: 'the tenant has as many lifecycle workflows as are allowed' },
  taskDefinitionNotFound: { kind: 'notFound', when: 'no task definition has this id' },
  passNotUnasked: {
    kind: 'invalid',
    when: 'a lifecycle workflow would issue a pass to somebody who gets none unasked',
  },
  mailNotSetUp: { kind: 'invalid', when: 'a mail is to be sent and no mail server is set up' },
  mailNotTaken: { kind: 'unavailable', when: 'the mail server did not take a mail' },
} as const satisfies Record<string, CatalogueEntry>
