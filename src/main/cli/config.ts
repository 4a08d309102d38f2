import { print } from '../../faces/cli/print.ts'
import type { AddCommands, Row } from '../../faces/cli.ts'
import { type DescribedSetting, describeSettings, loadSettings } from '../../kernel/config.ts'

/** `latchkey config validate|print`; they open no database. */
export const addConfigCommands: AddCommands = (program, { terminal }) => {
  const config = program.command('config').description('check and print the settings')
  config
    .command('validate')
    .description('check the settings of this environment')
    .action(async () => {
      loadSettings()
      await print(terminal, program.opts()['output'], { json: { valid: true }, note: 'The settings are valid.' })
    })
  config
    .command('print')
    .description('print every setting with its value and where it comes from; secrets are masked')
    .action(async () => {
      const settings = describeSettings()
      await print(terminal, program.opts()['output'], { json: settings, table: settings.map(row) })
    })
}

const row = ({ key, variable, value, source }: DescribedSetting): Row => ({
  setting: key,
  variable,
  value: typeof value === 'string' || value === null ? value : JSON.stringify(value),
  source,
})
