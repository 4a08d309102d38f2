import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sealRecords, verifyChain } from '../../src/audit/service.ts'
import { loadSettings } from '../../src/kernel/config.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { bootstrap } from '../../src/main/bootstrap.ts'
import { compose, systemActor } from '../../src/main/compose.ts'
import { databaseKind, openTestDatabase } from '../kit/database.ts'
import { temporaryFolder } from '../kit/temporary-folder.ts'

type Environment = Readonly<Record<string, string>>

const child = join(import.meta.dirname, 'redeem.child.ts')
/** Every statement with LATCHKEY_LONG_TESTS, else every third and the last ones. */
const isLong = process.env['LATCHKEY_LONG_TESTS'] === '1'

interface Lived {
  readonly statements: number
  readonly opened: boolean
}

/** Signs in in another process; nothing comes back from one that was killed. */
function signIn(env: Environment, pass: GivenPass, fatalStatement: number): Promise<Lived | undefined> {
  const args = [child, pass.userPrincipalName, pass.code, String(fatalStatement)]
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      if (!error) return resolve(JSON.parse(stdout) as Lived)
      return error.signal === 'SIGKILL' ? resolve(undefined) : reject(new Error(stderr))
    })
  })
}

interface GivenPass {
  readonly userPrincipalName: string
  readonly code: string
}

async function withKernel<Value>(env: Environment, work: (kernel: Kernel) => Promise<Value>): Promise<Value> {
  const { kernel, close } = await compose(loadSettings(env))
  try {
    return await work(kernel)
  } finally {
    await close()
  }
}

const freshPass = (env: Environment): Promise<GivenPass> =>
  withKernel(env, async (kernel) => {
    const { user, code } = await bootstrap(kernel, systemActor('Test'))
    return { userPrincipalName: user.userPrincipalName, code: code.reveal() }
  })

/** What the database says of the pass: used or not, and how many sessions and successes it led to. */
const aftermath = (env: Environment) =>
  withKernel(env, async (kernel) => {
    await sealRecords(kernel, systemActor('Test'))
    return kernel.store.read(async (r) => {
      const pass = await r.db.selectFrom('temporary_access_passes').select(['id', 'used_at']).executeTakeFirstOrThrow()
      const sessions = await r.db.selectFrom('sessions').select('id').where('pass_id', '=', pass.id).execute()
      const successes = await r.db.selectFrom('sign_ins').select('record').where('error_code', '=', 0).execute()
      const ofSessions = successes.filter(({ record }) => sessions.some(({ id }) => record.includes(id)))
      const { isIntact } = await verifyChain(r, kernel.vault)
      return { isUsed: pass.used_at !== null, sessions: sessions.length, successes: ofSessions.length, isIntact }
    })
  })

describe('a power cut while a pass is redeemed', () => {
  it('neither spends the pass twice nor for nothing, whatever the statement before which it comes', {
    timeout: 300_000,
  }, async () => {
    await using folder = await temporaryFolder('crash')
    await using database = await openTestDatabase({ schema: 'empty' })
    const env: Environment = {
      LATCHKEY_DATA_DIR: folder.path,
      LATCHKEY_LOG_LEVEL: 'silent',
      ...(databaseKind() === 'postgres' ? { LATCHKEY_DATABASE_URL: database.address } : {}),
    }
    const whole = await signIn(env, await freshPass(env), 0)
    expect(whole?.opened).toBe(true)
    const statements = whole?.statements ?? 0
    expect(statements).toBeGreaterThan(10)
    let survivors = 0
    for (let fatal = 1; fatal <= statements; fatal++) {
      if (!isLong && fatal % 3 !== 1 && fatal < statements - 1) continue
      const pass = await freshPass(env)
      expect(await signIn(env, pass, fatal)).toBeUndefined()
      const after = await aftermath(env)
      expect(after.isIntact).toBe(true)
      expect({ sessions: after.sessions, successes: after.successes }).toEqual(
        after.isUsed ? { sessions: 1, successes: 1 } : { sessions: 0, successes: 0 },
      )
      const again = await signIn(env, pass, 0)
      expect(again?.opened).toBe(!after.isUsed)
      if (!after.isUsed) survivors++
    }
    expect(survivors).toBeGreaterThan(0)
  })
})
