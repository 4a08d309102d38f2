import { describe, expect, it } from 'vitest'
import { databaseKind, openTestDatabase } from '../kit/database.ts'
import { freePort, type ServerProcess, startServer } from '../kit/running-server.ts'
import { SignInClient } from '../kit/sign-in-client.ts'
import { temporaryFolder } from '../kit/temporary-folder.ts'

describe('a server killed between any two requests of a sign-in', () => {
  it('goes on where it was when it comes back', { timeout: 120_000 }, async () => {
    await using folder = await temporaryFolder('between-steps')
    await using database = await openTestDatabase({ schema: 'empty' })
    const options = {
      dataDir: folder.path,
      port: await freePort(),
      ...(databaseKind() === 'postgres' ? { databaseUrl: database.address } : {}),
    }
    let server: ServerProcess = await startServer(options)
    const restart = async () => {
      await server.kill()
      server = await startServer(options)
      expect(server.firstPass()).toBeUndefined()
    }
    try {
      const pass = server.firstPass()
      if (!pass) throw new Error('the first start printed no pass')
      const client = new SignInClient(server.address)
      const begun = await client.begin()
      await restart()
      const asked = await client.identify(pass.userPrincipalName, begun.version)
      expect(asked).toMatchObject({ step: 'prove', method: 'temporaryAccessPass' })
      await restart()
      const wrong = await client.prove({ version: asked.version, method: 'temporaryAccessPass', code: 'WR0NGC0DE123' })
      expect(wrong).toMatchObject({ step: 'prove', error: { code: 'wrong' } })
      await restart()
      const done = await client.prove({ version: wrong.version, method: 'temporaryAccessPass', code: pass.code })
      expect(done).toMatchObject({ step: 'done' })
      await restart()
      expect((await client.request('GET', '/v1.0/me')).status).toBe(200)
      const again = await new SignInClient(server.address).signInWithPass(pass.userPrincipalName, pass.code)
      expect(again).toMatchObject({ step: 'prove', error: { code: 'wrong' } })
    } finally {
      await server.kill()
    }
  })
})
