import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkClientSecret } from '../src/applications/service.ts'
import { Secret } from '../src/base/secret.ts'
import { rolesOf } from '../src/roles/service.ts'
import { aGroup, aUser } from './kit/builders.ts'
import { commandLine } from './kit/command-line.ts'
import { openTestKernel, type TestKernel } from './kit/kernel.ts'
import { temporaryFolder } from './kit/temporary-folder.ts'

const authenticationAdministrator = 'c4e39bd9-1100-46d3-8c65-fb160da0071f'
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'

describe('latchkey role', () => {
  test('lists the roles', async () => {
    await using kernel = await openTestKernel()
    const listed = await commandLine(kernel)('role', 'list', '-o', 'json')
    expect(JSON.parse(listed.out)).toHaveLength(23)
    expect((await commandLine(kernel)('role', 'list')).out).toContain('Authentication Policy Administrator')
  })

  test('assigns by name or id, to users and groups, and takes away again', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const user = await aUser(kernel)
    const group = await aGroup(kernel, { isAssignableToRole: true })
    const made = await latchkey(
      'role',
      'assign',
      user.userPrincipalName,
      '--role',
      'authentication administrator',
      '-o',
      'json',
    )
    expect(JSON.parse(made.out)).toMatchObject({
      principalId: user.id,
      roleDefinitionId: authenticationAdministrator,
      directoryScopeId: '/',
    })
    expect(await kernel.store.read((r) => rolesOf(r, user.id))).toEqual([authenticationAdministrator])
    expect(await latchkey('role', 'assign', group.id, '--role', authenticationAdministrator)).toMatchObject({
      exitCode: 0,
    })
    const { out } = await latchkey('role', 'assignments', '--role', 'Authentication Administrator')
    expect(out).toContain(user.userPrincipalName)
    expect(out).toContain(group.displayName)
    expect(JSON.parse((await latchkey('role', 'assignments', '-o', 'json')).out)).toHaveLength(2)
    const remove = ['role', 'remove', user.userPrincipalName, '--role', 'Authentication Administrator']
    expect(await latchkey(...remove)).toMatchObject({ exitCode: 0 })
    expect(await kernel.store.read((r) => rolesOf(r, user.id))).toEqual([])
    expect(await latchkey(...remove)).toMatchObject({ exitCode: 3 })
  })

  test('ends with the code for what went wrong', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const user = await aUser(kernel)
    const assign = (who: string, role: string) => latchkey('role', 'assign', who, '--role', role)
    expect(await assign(user.id, 'Wizard')).toMatchObject({
      exitCode: 3,
      err: expect.stringContaining("no role 'Wizard'"),
    })
    expect(await assign('nobody@example.com', globalAdministrator)).toMatchObject({ exitCode: 3 })
    expect(await latchkey('role', 'assign', user.id)).toMatchObject({ exitCode: 2 })
    expect(await assign(user.id, globalAdministrator)).toMatchObject({ exitCode: 0 })
    expect(await assign(user.id, globalAdministrator)).toMatchObject({ exitCode: 5 })
    const last = await latchkey('role', 'remove', user.id, '--role', globalAdministrator)
    expect(last).toMatchObject({ exitCode: 5, err: expect.stringContaining('last enabled Global Administrator') })
  })
})

describe('latchkey app', () => {
  const create = ['app', 'create', '--name', 'HR import', '--permission', 'User.Read.All', 'AuditLog.Read.All']
  const isRight = async (kernel: TestKernel, clientId: string, secret: string) =>
    (await checkClientSecret(kernel, clientId, new Secret(secret))).ok

  test('creates an application and tells id, secret and tenant, once', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const { out, err } = await latchkey(...create, '-o', 'json')
    const created = JSON.parse(out)
    expect(Object.keys(created)).toEqual(['clientId', 'clientSecret', 'tenantId'])
    expect(created.tenantId).toBe(kernel.tenant.id)
    expect(err).toBe('')
    expect(await isRight(kernel, created.clientId, created.clientSecret)).toBe(true)
    for (const shown of [await latchkey('app', 'list'), await latchkey('app', 'show', 'HR import', '-o', 'json')]) {
      expect(shown.out).toContain(created.clientId)
      expect(shown.out).not.toContain(created.clientSecret)
    }
  })

  test('shows the secret on a screen, and into no pipe', async () => {
    await using kernel = await openTestKernel()
    expect(await commandLine(kernel)(...create)).toMatchObject({ exitCode: 2, out: '' })
    expect((await commandLine(kernel)('app', 'list', '-o', 'json')).out).toBe('[]\n')
    expect((await commandLine(kernel, { screen: true })(...create)).out).toMatch(/clientSecret +[\w-]{43}/)
  })

  test('tells a public application, which has no secret, anywhere', async () => {
    await using kernel = await openTestKernel()
    await using folder = await temporaryFolder('app-public')
    const file = join(folder.path, 'app.json')
    const latchkey = commandLine(kernel)
    const create = ['app', 'create', '--public', '--redirect-uri', 'http://localhost', '--name']
    const told = await latchkey(...create, 'Phone book')
    expect(told).toMatchObject({ exitCode: 0, err: '' })
    const { appId } = JSON.parse((await latchkey('app', 'show', 'Phone book', '-o', 'json')).out)
    expect(told.out).toContain(appId)
    const kept = await latchkey(...create, 'Address book', '--out-file', file)
    expect(`${kept.out}${kept.err}`).toContain(`The answer is in ${file}`)
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ displayName: 'Address book' })
  })

  test('writes the secret to a new file only its owner can read', async () => {
    await using kernel = await openTestKernel()
    await using folder = await temporaryFolder('app-secret')
    const file = join(folder.path, 'secret.json')
    const { out, err } = await commandLine(kernel)(...create, '--out-file', file)
    const written = JSON.parse(await readFile(file, 'utf8'))
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(`${out}${err}`).not.toContain(written.clientSecret)
    expect(await isRight(kernel, written.clientId, written.clientSecret)).toBe(true)
  })

  test('takes several permissions, refuses one Graph does not have, and leaves nothing then', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const refused = await latchkey('app', 'create', '--name', 'X', '--permission', 'User.Raed.All', '-o', 'json')
    expect(refused).toMatchObject({ exitCode: 1, out: '' })
    expect(JSON.parse(refused.err)).toEqual({
      error: {
        code: 'permissionUnknown',
        message: "There is no application permission 'User.Raed.All'. Did you mean User.Read.All?",
        field: 'permissions',
      },
    })
    expect((await latchkey('app', 'list', '-o', 'json')).out).toBe('[]\n')
  })

  test('adds and removes secrets', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const { clientId, clientSecret } = JSON.parse((await latchkey(...create, '-o', 'json')).out)
    const added = JSON.parse((await latchkey('app', 'add-secret', clientId, '--lifetime', '30d', '-o', 'json')).out)
    expect(await isRight(kernel, clientId, added.clientSecret)).toBe(true)
    const { passwordCredentials } = JSON.parse((await latchkey('app', 'show', clientId, '-o', 'json')).out)
    const old = passwordCredentials.find((secret: { hint: string }) => clientSecret.startsWith(secret.hint))
    expect(passwordCredentials).toHaveLength(2)
    expect(await latchkey('app', 'remove-secret', clientId, old.keyId)).toMatchObject({ exitCode: 0 })
    expect(await isRight(kernel, clientId, clientSecret)).toBe(false)
    expect(await isRight(kernel, clientId, added.clientSecret)).toBe(true)
    for (const lifetime of ['36h', '0d', '1000d', '30']) {
      const refused = await latchkey('app', 'add-secret', clientId, '--lifetime', lifetime, '-o', 'json')
      expect([1, 2]).toContain(refused.exitCode)
    }
  })

  test('changes, disables, enables and deletes', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const { clientId, clientSecret } = JSON.parse((await latchkey(...create, '-o', 'json')).out)
    const changed = await latchkey(
      'app',
      'update',
      clientId,
      '--name',
      'New',
      '--permission',
      'Group.Read.All',
      '-o',
      'json',
    )
    expect(JSON.parse(changed.out)).toMatchObject({ displayName: 'New', permissions: ['Group.Read.All'] })
    expect(await latchkey('app', 'disable', 'New')).toMatchObject({ exitCode: 0 })
    expect(await isRight(kernel, clientId, clientSecret)).toBe(false)
    expect(await latchkey('app', 'enable', 'New')).toMatchObject({ exitCode: 0 })
    expect(await isRight(kernel, clientId, clientSecret)).toBe(true)
    expect(await latchkey('app', 'delete', 'New')).toMatchObject({ exitCode: 0 })
    expect(await latchkey('app', 'show', 'New')).toMatchObject({ exitCode: 3 })
  })
})
