import { type AddCommands, type Answer, action, type Opened } from '../../faces/cli.ts'
import { securityDefaultsToGraph } from './graph/resources.ts'
import { readSecurityDefaults, updateSecurityDefaults } from './service.ts'

/** `latchkey security-defaults show|on|off`. */
export const addSecurityDefaultsCommands: AddCommands = (program, open) => {
  const defaults = program
    .command('security-defaults')
    .description('more than one factor for administrators, while no policy is enabled that says how')
  defaults.command('show').description('show whether security defaults are on').action(action(open, show))
  defaults
    .command('on')
    .description('ask administrators for more than one factor; no policy may be enabled')
    .action(action(open, switchTo(true)))
  defaults
    .command('off')
    .description('leave everything to Conditional Access policies')
    .action(action(open, switchTo(false)))
}

async function show({ kernel, actor }: Opened): Promise<Answer> {
  const defaults = await readSecurityDefaults(kernel, actor)
  return {
    json: securityDefaultsToGraph(defaults),
    table: {
      'security defaults': defaults.isEnabled ? 'on' : 'off',
      'while on': 'administrators prove more than one factor, whatever they sign in to',
    },
  }
}

const notes = {
  on: 'Security defaults are on: administrators need more than one factor.',
  off: 'Security defaults are off. Until a policy is enabled, a password is enough for everybody, administrators too.',
}

const switchTo =
  (isEnabled: boolean) =>
  async ({ kernel, actor }: Opened): Promise<Answer> => {
    await updateSecurityDefaults(kernel, actor, { isEnabled })
    const defaults = await readSecurityDefaults(kernel, actor)
    return { json: securityDefaultsToGraph(defaults), note: isEnabled ? notes.on : notes.off }
  }
