import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../src/base/random.ts'
import { compose, systemActor } from '../src/main/compose.ts'
import { readPasswordless, tallySignIns } from '../src/overview/service.ts'
import { freePort } from '../tests/kit/running-server.ts'
import { type TemporaryFolder, temporaryFolder } from '../tests/kit/temporary-folder.ts'
import { openFolder } from './demo/folder.ts'
import { DemoRefused, readOptions } from './demo/options.ts'
import { demoSettings, prepareTenant } from './demo/tenant.ts'

let folder: TemporaryFolder

beforeAll(async () => {
  folder = await temporaryFolder('demo')
})
afterAll(() => folder[Symbol.asyncDispose]())

const inside = (...names: readonly string[]) => join(folder.path, ...names)

describe('options', () => {
  test('are those of a large tenant in a folder that goes, unless told', () => {
    expect(readOptions([])).toEqual({
      users: 2000,
      days: 90,
      port: 8099,
      isPortFixed: false,
      seed: 1,
      keep: undefined,
      databaseUrl: undefined,
      isHelp: false,
    })
  })

  test.each([
    [['--users', '29'], '--users is a whole number from 30 to 200000.'],
    [['--days', 'many'], '--days is a whole number from 3 to 365.'],
    [['--port', '0'], '--port is a whole number from 1 to 65535.'],
    [['--database-url', 'demo.sqlite'], '--database-url is postgres://user:password@host:port/database.'],
    [['--database-url', 'postgres://localhost/x', '--keep', 'x'], '--keep and --database-url do not go together'],
    [['--colour'], '--colour'],
  ])('%j are refused', (argv, message) => {
    expect(() => readOptions(argv)).toThrow(DemoRefused)
    expect(() => readOptions(argv)).toThrow(message)
  })
})

describe('the folder', () => {
  test.each(['latchkey.sqlite', 'something.txt'])(
    'is refused where it holds %s that no demo made, and stays as it was',
    async (name) => {
      const path = inside(`with-${name}`)
      await mkdir(path)
      await writeFile(join(path, name), 'somebody else’s')
      await expect(openFolder(path)).rejects.toThrow('holds something that no demo has made')
      expect(await readdir(path)).toEqual([name])
    },
  )

  test('is refused where its mark says nothing', async () => {
    const path = inside('with-mark')
    await mkdir(path)
    await writeFile(join(path, 'latchkey-demo.json'), '{}')
    await expect(openFolder(path)).rejects.toThrow(DemoRefused)
  })

  test('goes, unless it is to be kept', async () => {
    const passing = await openFolder(undefined)
    await passing.leave()
    expect(existsSync(passing.path)).toBe(false)
    const kept = await openFolder(inside('kept'))
    await kept.leave()
    expect(existsSync(kept.path)).toBe(true)
  })

  test('that is kept gives the same tenant again, with new passes', async () => {
    const asked = { users: 30, days: 3, random: seededRandom(1), progress: () => {} }
    const first = await openFolder(inside('again'))
    const made = await prepareTenant(demoSettings(first.path, 8099), first, asked)
    const second = await openFolder(inside('again'))
    const again = await prepareTenant(demoSettings(second.path, 8099), second, asked)
    expect(again.map(({ userPrincipalName }) => userPrincipalName)).toEqual(made.map((one) => one.userPrincipalName))
    expect(again.map(({ code }) => code.reveal())).not.toEqual(made.map(({ code }) => code.reveal()))
  })

  test('holds all that the charts show before any server runs on it', async () => {
    const asked = { users: 30, days: 3, random: seededRandom(1), progress: () => {} }
    const made = await openFolder(inside('charts'))
    const settings = demoSettings(made.path, 8099)
    await prepareTenant(settings, made, asked)
    const { kernel, close } = await compose(settings)
    try {
      expect(await tallySignIns(kernel, systemActor('test'))).toBe(0)
      const { days } = await readPasswordless(kernel, systemActor('test'), 30)
      expect(days).toHaveLength(30)
    } finally {
      await close()
    }
  })

  test('is refused where another tenant has come in the place of the demo', async () => {
    const asked = { users: 30, days: 3, random: seededRandom(1), progress: () => {} }
    const first = await openFolder(inside('other'))
    await prepareTenant(demoSettings(first.path, 8099), first, asked)
    await first.mark('00000000-0000-4000-8000-000000000001')
    const second = await openFolder(inside('other'))
    await expect(prepareTenant(demoSettings(second.path, 8099), second, asked)).rejects.toThrow('holds another tenant')
  })
})

test('the environment says nothing to a demo', () => {
  process.env['LATCHKEY_DATABASE_URL'] = 'postgres://localhost:1/real'
  process.env['LATCHKEY_DATA_DIR'] = '/real'
  try {
    const settings = demoSettings(inside('own'), 8099)
    expect(settings.databaseAddress.reveal()).toBe(inside('own', 'latchkey.sqlite'))
    expect(settings).toMatchObject({ dataDir: inside('own'), publicUrl: 'http://localhost:8099' })
  } finally {
    process.env['LATCHKEY_DATABASE_URL'] = ''
    process.env['LATCHKEY_DATA_DIR'] = ''
  }
})

describe('the command', () => {
  const program = join(import.meta.dirname, 'demo.ts')
  const start = (...argv: readonly string[]) => {
    const env = { ...process.env, TMPDIR: folder.path, LATCHKEY_DATABASE_URL: 'postgres://localhost:1/real' }
    return heard(spawn(process.execPath, [program, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'] }))
  }

  test('makes a tenant, says how to get in, and leaves nothing behind', async () => {
    const port = await freePort()
    const demo = start('--users', '30', '--days', '3', '--port', String(port))
    await demo.saying('Ctrl-C ends it')
    expect(demo.text()).toContain(`http://localhost:${port}/admin`)
    expect(demo.text()).toMatch(/amara\.okafor@kestrel\.example +\S{4}-\S{4}-\S{2}\n/)
    expect((await fetch(`http://localhost:${port}/signin`)).status).toBe(200)
    expect(await demo.stop()).toBe(0)
    expect((await readdir(folder.path)).filter((name) => name.startsWith('latchkey-demo-'))).toEqual([])
  }, 60_000)

  test('ends with 2 and a reason where it cannot be', async () => {
    await mkdir(inside('real'))
    await writeFile(inside('real', 'latchkey.sqlite'), 'real')
    const demo = start('--keep', inside('real'))
    expect(await demo.end()).toBe(2)
    expect(demo.text()).toContain('holds something that no demo has made')
  }, 60_000)
})

function heard(child: ChildProcess) {
  let text = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const hear = (chunk: Buffer) => {
    text += chunk.toString()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  return {
    text: () => text,
    end: () => ended,
    saying: async (wanted: string) => {
      while (!text.includes(wanted)) {
        if (child.exitCode !== null) throw new Error(text)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}
