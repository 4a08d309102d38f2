import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { describeSettings } from '../src/kernel/config.ts'
import { run } from '../src/main/cli.ts'

const root = join(import.meta.dirname, '..')
const documents = globSync('{*.md,docs/**/*.md}', { cwd: root })
const read = (document: string) => readFileSync(join(root, document), 'utf8')

test('the README lists every setting with its default, and no other', () => {
  const listed = read('README.md').matchAll(/^\| `(LATCHKEY_\w+)` \| (?:`([^`]*)`|–) \|/gm)
  const described = describeSettings({}, () => undefined).map(({ variable, value }) => [variable, shown(value)])
  expect([...listed].map(([, variable, value]) => [variable, value ?? ''])).toEqual(described)
})

const shown = (value: unknown): string => (value === null ? '' : String(value))

test.each(documents)('every file that %s links to is there', (document) => {
  const targets = [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target)
  const missing = targets.filter((target) => !existsSync(join(root, dirname(document), target)))
  expect(missing).toEqual([])
})

test('the index of decisions lists each under its own number and title', () => {
  const decisions = globSync('docs/adr/[0-9]*.md', { cwd: root }).sort()
  const rows = decisions.map((decision) => {
    const [, number, title] = /^# (\d+)\. (.+)/.exec(read(decision)) ?? []
    return `| [${number}](${number?.padStart(4, '0')}-${basename(decision).slice(5)}) | ${title} |`
  })
  expect(read('docs/adr/README.md').match(/^\| \[.+$/gm)).toEqual(rows)
  expect(
    decisions.filter((decision, index) => !basename(decision).startsWith(String(index + 1).padStart(4, '0'))),
  ).toEqual([])
})

const commands = documents.flatMap((document) =>
  [...read(document).matchAll(/npx latchkey ((?:[a-zA-Z]+(?:-[a-zA-Z]+)* ?)+)([^\n`]*)/g)].map(
    ([, words = '', rest = '']) => ({
      words: words.trim().split(' '),
      options: rest.match(/--[a-z-]+/g) ?? [],
    }),
  ),
)

test.each(commands)('the command line knows $words $options', async ({ words, options }) => {
  const help = await helpOf(words)
  expect(help).toContain(`latchkey ${words.join(' ')}`)
  expect(options.filter((option) => !help.includes(option))).toEqual([])
})

async function helpOf(words: readonly string[]): Promise<string> {
  const said: string[] = []
  const say = (text: string) => void said.push(text)
  const terminal = { out: say, err: say, outIsScreen: false, zone: 'UTC', readInput: async () => '' }
  await run([...words, '--help'], { terminal })
  return said.join('')
}
