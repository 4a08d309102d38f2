import { spawn } from 'node:child_process'
import { cp, mkdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '../tests/kit/temporary-folder.ts'

const root = join(import.meta.dirname, '..')
let folder: TemporaryFolder
const inside = (...names: readonly string[]) => join(folder.path, ...names)

const cli = `
export async function run(argv: readonly string[]): Promise<number> {
  const stopped = new Promise<number>((resolve) => {
    const timer = setInterval(() => {}, 1000)
    const stop = (code: number) => resolve((clearInterval(timer), code))
    process.once('SIGTERM', () => stop(7))
    if (argv[0] !== 'wait') stop(3)
  })
  console.log(argv.join(' '))
  return stopped
}`

/** A repository in small: the launcher, the builder, pages to build, and a command line that tells what it got. */
beforeAll(async () => {
  folder = await temporaryFolder('launcher')
  for (const part of ['bin', 'tools', 'package.json', 'package-lock.json']) {
    await cp(join(root, part), inside(part), { recursive: true })
  }
  await mkdir(inside('web', 'signin'), { recursive: true })
  await mkdir(inside('web', 'portal'), { recursive: true })
  await mkdir(inside('src', 'main'), { recursive: true })
  await writeFile(inside('src', 'main', 'cli.ts'), cli)
  await writeFile(inside('web', 'signin', 'style.css'), 'main { color: black }')
  await writeFile(inside('web', 'portal', 'portal.css'), 'main { color: black }')
  await writeFile(inside('web', 'portal', 'portal.tsx'), 'document.title = "admin center"')
})
afterAll(() => folder.remove())

beforeEach(async () => {
  await writeFile(inside('web', 'signin', 'main.ts'), 'document.title = "one" as string')
})

const manifest = async (): Promise<Record<string, string>> =>
  JSON.parse(await readFile(inside('web', 'dist', 'manifest.json'), 'utf8'))

function launch(...argv: readonly string[]) {
  const child = spawn(process.execPath, [inside('bin', 'latchkey.mjs'), ...argv])
  let said = ''
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString()
    if (argv[0] === 'wait') child.kill('SIGTERM')
  })
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString()
  })
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, said }))
  })
}

test('hands the arguments to the command line and its answer to the shell', async () => {
  expect(await launch('pass', 'issue')).toEqual({ code: 3, said: 'pass issue\n' })
})

test('lets the command line end in its own way when it is told to stop', async () => {
  expect(await launch('wait')).toEqual({ code: 7, said: 'wait\n' })
})

test('refuses to serve without the pages where they cannot be built', async () => {
  const { code, said } = await launch('serve')
  expect(code).toBe(1)
  expect(said).toContain('npm ci && npm run build')
})

test('builds the pages before serving, keeps them while nothing changed, and builds them again after a change', async () => {
  await symlink(join(root, 'node_modules'), inside('node_modules'), 'junction')
  const first = await launch('serve')
  expect(first.said).toMatch(/^Built the pages: 4 files, \d+ KB\.\nserve\n$/)
  expect((await launch('serve')).said).toBe('serve\n')
  await writeFile(inside('web', 'signin', 'main.ts'), 'document.title = "another"')
  const later = new Date(Date.now() + 5000)
  await utimes(inside('web', 'signin', 'main.ts'), later, later)
  const before = await manifest()
  const changed = await launch('serve')
  expect(changed.said).toMatch(/^Built the pages/)
  const after = await manifest()
  expect(after['main.js']).not.toBe(before['main.js'])
  expect(after['portal.js']).toBe(before['portal.js'])
})
