import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sealRecords, verifyChain } from '../../src/audit/service.ts'
import type { User } from '../../src/directory/rules.ts'
import { loadSettings } from '../../src/kernel/config.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { compose, systemActor } from '../../src/main/compose.ts'
import { aPolicy, phishingResistant } from '../kit/access-in-force.ts'
import { aUser } from '../kit/builders.ts'
import { databaseKind, openTestDatabase } from '../kit/database.ts'
import { aPass } from '../kit/methods.ts'
import { temporaryFolder } from '../kit/temporary-folder.ts'

type Environment = Readonly<Record<string, string>>

const child = join(import.meta.dirname, 'register.child.ts')
/** Every statement with LATCHKEY_LONG_TESTS, else every fourth and the last one. */
const isLong = process.env['LATCHKEY_LONG_TESTS'] === '1'

interface Newcomer {
  readonly user: User
  readonly code: string
}

/** Adds a passkey in another process; nothing comes back from one that was killed. */
function addPasskey(env: Environment, { user, code }: Newcomer, fatal: number) {
  const args = [child, user.userPrincipalName, code, String(fatal)]
  return new Promise<{ readonly statements: number; readonly opened: boolean } | undefined>((resolve, reject) => {
    execFile(process.execPath, args, { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      if (!error) return resolve(JSON.parse(stdout))
      return error.signal === 'SIGKILL' ? resolve(undefined) : reject(new Error(stderr))
    })
  })
}

async function withKernel<Value>(env: Environment, work: (kernel: Kernel) => Promise<Value>): Promise<Value> {
  const { kernel, close } = await compose(loadSettings(env))
  try {
    return await work(kernel)
  } finally {
    await close()
  }
}

const newcomer = (env: Environment): Promise<Newcomer> =>
  withKernel(env, async (kernel) => {
    const user = await aUser(kernel)
    return { user, code: (await aPass(kernel, user)).code.reveal() }
  })

/** What there is of the person: passkeys, sessions, and what the logs say. */
const aftermath = (env: Environment, { id }: User) =>
  withKernel(env, async (kernel) => {
    await sealRecords(kernel, systemActor('Test'))
    return kernel.store.read(async (r) => {
      const passkeys = await r.db.selectFrom('passkeys').select('id').where('user_id', '=', id).execute()
      const sessions = await r.db.selectFrom('sessions').select('id').where('user_id', '=', id).execute()
      const signIns = await r.db.selectFrom('sign_ins').select('record').where('error_code', '=', 0).execute()
      const audits = await r.db.selectFrom('directory_audits').select('record').execute()
      const isAddition = (record: string) => record.includes('"User registered security info"') && record.includes(id)
      const { isIntact } = await verifyChain(r, kernel.vault)
      return {
        passkeys: passkeys.length,
        sessions: sessions.length,
        successes: signIns.filter(({ record }) => record.includes(id)).length,
        additions: audits.filter(({ record }) => isAddition(record)).length,
        isIntact,
      }
    })
  })

it('a power cut while a passkey is added during a sign-in leaves all of it or nothing, whatever the statement before which it comes', {
  timeout: 300_000,
}, async () => {
  await using folder = await temporaryFolder('crash-registration')
  await using database = await openTestDatabase({ schema: 'empty' })
  const env: Environment = {
    LATCHKEY_DATA_DIR: folder.path,
    LATCHKEY_LOG_LEVEL: 'silent',
    ...(databaseKind() === 'postgres' ? { LATCHKEY_DATABASE_URL: database.address } : {}),
  }
  await withKernel(env, (kernel) => aPolicy(kernel, { grant: { authenticationStrength: phishingResistant } }))
  const whole = await addPasskey(env, await newcomer(env), 0)
  expect(whole?.opened).toBe(true)
  const statements = whole?.statements ?? 0
  expect(statements).toBeGreaterThan(10)
  for (let fatal = 1; fatal <= statements; fatal++) {
    if (!isLong && fatal % 4 !== 1 && fatal < statements) continue
    const person = await newcomer(env)
    expect(await addPasskey(env, person, fatal)).toBeUndefined()
    const { isIntact, ...counts } = await aftermath(env, person.user)
    expect(isIntact).toBe(true)
    const every = counts.passkeys
    expect(counts).toEqual({ passkeys: every, sessions: every, successes: every, additions: every })
  }
})
