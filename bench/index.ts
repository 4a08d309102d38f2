import { ensureWebBundle } from '../tools/build-web.ts'
import { access } from './access.ts'
import { adminCenter } from './admin.ts'
import { logsOnPostgres, logsOnSqlite } from './logs.ts'
import { lineOf, type Section, summaryOf } from './measure.ts'
import { signInPage } from './pages.ts'
import { passesOnPostgres, passesOnSqlite } from './passes.ts'
import { passkeys } from './passkeys.ts'
import { readOptions, type Size } from './size.ts'
import { memory, start } from './start.ts'

const scenarios: Readonly<Record<string, (size: Size) => Promise<Section>>> = {
  start,
  'passes-sqlite': passesOnSqlite,
  'passes-postgres': passesOnPostgres,
  passkeys,
  memory,
  'sign-in-page': signInPage,
  access,
  admin: adminCenter,
  'logs-sqlite': logsOnSqlite,
  'logs-postgres': logsOnPostgres,
}

const options = readOptions(process.argv.slice(2))
const unknown = options.only.find((name) => !(name in scenarios))
if (unknown !== undefined) throw new Error(`There is no ${unknown}; there are ${Object.keys(scenarios).join(', ')}`)

await ensureWebBundle()
const sections: Section[] = []
for (const [name, measure] of Object.entries(scenarios)) {
  if (options.only.length > 0 && !options.only.includes(name)) continue
  const section = await measure(options)
  sections.push(section)
  if (options.output === 'text')
    console.log(['', section.heading, ...(section.lines ?? section.figures.map(lineOf))].join('\n'))
}
if (options.output === 'json') {
  const summaries = sections.map(({ heading, figures }) => ({ heading, figures: figures.map(summaryOf) }))
  console.log(JSON.stringify(summaries, null, 2))
}
