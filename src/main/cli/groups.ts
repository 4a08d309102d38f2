import type { AddCommands } from '../../faces/cli.ts'

/** A command, or several with one first word, and where they come from. */
interface CommandGroup {
  readonly name: string
  readonly summary: string
  load(): Promise<AddCommands>
}

/** Every first word of the command line, in the order of its help. */
export const commandGroups: readonly CommandGroup[] = [
  {
    name: 'serve',
    summary: 'run the server',
    load: async () => (await import('./serve.ts')).addServeCommand,
  },
  {
    name: 'bootstrap',
    summary: 'give a locked-out administrator a pass, on the server itself',
    load: async () => (await import('./bootstrap.ts')).addBootstrapCommand,
  },
  {
    name: 'user',
    summary: 'people who sign in',
    load: async () => (await import('../../directory/cli.ts')).addUserCommands,
  },
  {
    name: 'group',
    summary: 'security groups and who is in them',
    load: async () => (await import('../../directory/cli.ts')).addGroupCommands,
  },
  {
    name: 'unit',
    summary: 'administrative units: parts of the directory that roles are given for',
    load: async () => (await import('../../administrative-units/cli.ts')).addUnitCommands,
  },
  {
    name: 'pass',
    summary: 'issue, preview, show and revoke Temporary Access Passes',
    load: async () => {
      const { addPassCommands } = await import('../../methods/temporary-access-pass/cli.ts')
      const { addPassPreviewCommand } = await import('../../pass-preview/cli.ts')
      return (program, open) => {
        addPassCommands(program, open)
        addPassPreviewCommand(program, open)
      }
    },
  },
  {
    name: 'policy',
    summary: 'who may use which authentication method, and how',
    load: async () => (await import('../../policies/authentication-methods/cli.ts')).addPolicyCommands,
  },
  {
    name: 'access-policy',
    summary: 'Conditional Access: who has to prove what to get at what, and from where',
    load: async () => (await import('../../policies/conditional-access/cli.ts')).addAccessPolicyCommands,
  },
  {
    name: 'strength',
    summary: 'authentication strengths: which methods, together, are strong enough',
    load: async () => (await import('../../policies/authentication-strengths/cli.ts')).addStrengthCommands,
  },
  {
    name: 'named-location',
    summary: 'places that policies name: addresses or countries',
    load: async () => (await import('../../policies/named-locations/cli.ts')).addNamedLocationCommands,
  },
  {
    name: 'branding',
    summary: 'how the sign-in pages look: colour, logos and texts',
    load: async () => (await import('../../branding/cli.ts')).addBrandingCommands,
  },
  {
    name: 'security-defaults',
    summary: 'more than one factor for administrators, while no policy is enabled',
    load: async () => (await import('../../policies/tenant/cli.ts')).addSecurityDefaultsCommands,
  },
  {
    name: 'exclusion',
    summary: 'who is excluded from Conditional Access policies, and until when',
    load: async () => (await import('../../exclusion-watch/cli.ts')).addExclusionCommands,
  },
  {
    name: 'role',
    summary: 'who may do what: administrator roles and who holds them',
    load: async () => (await import('../../roles/cli.ts')).addRoleCommands,
  },
  {
    name: 'workflow',
    summary: 'what happens by itself when people join',
    load: async () => (await import('../../lifecycle-workflows/cli.ts')).addWorkflowCommands,
  },
  {
    name: 'app',
    summary: 'programs that use Microsoft Graph with credentials of their own',
    load: async () => (await import('../../applications/cli.ts')).addAppCommands,
  },
  {
    name: 'audit',
    summary: 'read, verify and export the logs',
    load: async () => (await import('../../audit/cli.ts')).addAuditCommands,
  },
  {
    name: 'config',
    summary: 'check and print the settings',
    load: async () => (await import('./config.ts')).addConfigCommands,
  },
  {
    name: 'healthcheck',
    summary: 'ask the running server whether it is ready',
    load: async () => (await import('./healthcheck.ts')).addHealthcheckCommand,
  },
]
