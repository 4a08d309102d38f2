import { describe, expect, it } from 'vitest'
import { databaseKind, openTestDatabase } from '../kit/database.ts'
import { type ServerProcess, startServer } from '../kit/running-server.ts'
import { SignInClient } from '../kit/sign-in-client.ts'
import { temporaryFolder } from '../kit/temporary-folder.ts'

const racers = 64

interface SignInRecord {
  readonly status: { readonly errorCode: number }
}

async function signInsSeenBy(client: SignInClient | undefined): Promise<readonly SignInRecord[]> {
  if (!client) throw new Error('nobody got in')
  const answer = await client.request('GET', '/v1.0/auditLogs/signIns?$top=200')
  return ((await answer.json()) as { readonly value: readonly SignInRecord[] }).value
}

describe('a one-time pass redeemed by many at once', () => {
  it('opens one session, and every other try is refused and remembered', { timeout: 120_000 }, async () => {
    await using folder = await temporaryFolder('race')
    await using database = await openTestDatabase({ schema: 'empty' })
    const onPostgres = databaseKind() === 'postgres'
    const options = { dataDir: folder.path, ...(onPostgres ? { databaseUrl: database.address } : {}) }
    await using first = await startServer(options)
    await using second = onPostgres ? await startServer(options) : first
    const pass = first.firstPass()
    if (!pass) throw new Error('the first start printed no pass')
    const servers: readonly ServerProcess[] = [first, second]
    const ready = await Promise.all(
      Array.from({ length: racers }, async (_, racer) => {
        const client = new SignInClient(servers[racer % servers.length]?.address ?? first.address)
        const begun = await client.begin()
        const asked = await client.identify(pass.userPrincipalName, begun.version)
        expect(asked).toMatchObject({ step: 'prove', method: 'temporaryAccessPass' })
        return { client, version: asked.version }
      }),
    )
    const steps = await Promise.all(
      ready.map(({ client, version }) => client.prove({ version, method: 'temporaryAccessPass', code: pass.code })),
    )
    expect(steps.filter(({ step }) => step === 'done')).toHaveLength(1)
    const winners = ready.filter(({ client }) => client.session !== undefined)
    expect(winners).toHaveLength(1)
    const value = await signInsSeenBy(winners[0]?.client)
    expect(value).toHaveLength(racers)
    expect(value.filter(({ status }) => status.errorCode === 0)).toHaveLength(1)
  })
})
