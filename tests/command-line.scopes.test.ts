import { describe, expect, test } from 'vitest'
import { roleGrantsOf } from '../src/roles/service.ts'
import { aGroup, aUnit, aUser } from './kit/builders.ts'
import { commandLine } from './kit/command-line.ts'
import { openTestKernel } from './kit/kernel.ts'

const issue = 'microsoft.directory/users/authenticationMethods/temporaryAccessPass/create'
const reset = 'microsoft.directory/users/password/update'

describe('latchkey unit', () => {
  test('makes, lists and shows units, and puts people and groups into them', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const [user, group] = [await aUser(kernel), await aGroup(kernel)]
    const made = await latchkey('unit', 'create', '--name', 'Berlin', '--hidden', '--restricted', '-o', 'json')
    expect(JSON.parse(made.out)).toMatchObject({
      displayName: 'Berlin',
      visibility: 'HiddenMembership',
      isMemberManagementRestricted: true,
    })
    expect(await latchkey('unit', 'add-member', 'berlin', user.userPrincipalName)).toMatchObject({ exitCode: 0 })
    expect(await latchkey('unit', 'add-member', 'Berlin', group.displayName)).toMatchObject({ exitCode: 0 })
    const members = JSON.parse((await latchkey('unit', 'members', 'Berlin', '-o', 'json')).out)
    expect(members.map(({ id }: { readonly id: string }) => id)).toEqual([user.id, group.id].toSorted())
    expect((await latchkey('unit', 'members', 'Berlin')).out).toContain(user.userPrincipalName)
    expect(await latchkey('unit', 'remove-member', 'Berlin', user.id)).toMatchObject({ exitCode: 0 })
    expect(await latchkey('unit', 'remove-member', 'Berlin', user.id)).toMatchObject({ exitCode: 3 })
    expect((await latchkey('unit', 'list', '--filter', "startswith(displayName,'ber')")).out).toContain('Berlin')
    expect((await latchkey('unit', 'show', 'Berlin')).out).toContain('HiddenMembership')
    expect(await latchkey('unit', 'delete', 'Berlin')).toMatchObject({ exitCode: 0 })
    expect(await latchkey('unit', 'show', 'Berlin')).toMatchObject({ exitCode: 3 })
  })

  test('asks for the id where several units have one name', async () => {
    await using kernel = await openTestKernel()
    const [one, other] = [await aUnit(kernel, { displayName: 'Twin' }), await aUnit(kernel, { displayName: 'Twin' })]
    const answer = await commandLine(kernel)('unit', 'delete', 'Twin')
    expect(answer).toMatchObject({ exitCode: 2, err: expect.stringContaining(one.id) })
    expect(answer.err).toContain(other.id)
  })
})

describe('latchkey role', () => {
  test('defines, changes and deletes roles of the tenant’s own', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const made = await latchkey('role', 'define', 'Tier 1 desk', '--action', issue, '--action', reset, '-o', 'json')
    expect(JSON.parse(made.out)).toMatchObject({ displayName: 'Tier 1 desk', isBuiltIn: false, isEnabled: true })
    const changed = await latchkey('role', 'update', 'tier 1 desk', '--action', issue, '--disable', '-o', 'json')
    expect(JSON.parse(changed.out)).toMatchObject({
      isEnabled: false,
      rolePermissions: [{ allowedResourceActions: [issue] }],
    })
    expect((await latchkey('role', 'list')).out).toContain('Tier 1 desk')
    expect(await latchkey('role', 'define', 'Other', '--action', 'fly')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("the action 'fly'"),
    })
    expect(await latchkey('role', 'update', 'Global Reader', '--disable')).toMatchObject({ exitCode: 1 })
    expect(await latchkey('role', 'undefine', 'Tier 1 desk')).toMatchObject({ exitCode: 0 })
    expect(await latchkey('role', 'undefine', 'Tier 1 desk')).toMatchObject({ exitCode: 3 })
  })

  test('gives a role for one unit, tells what it lets somebody do, and takes it away', async () => {
    await using kernel = await openTestKernel()
    const latchkey = commandLine(kernel)
    const [user, unit] = [await aUser(kernel), await aUnit(kernel, { displayName: 'Berlin' })]
    await latchkey('role', 'define', 'Tier 1 desk', '--action', issue)
    const give = ['role', 'assign', user.userPrincipalName, '--role', 'Tier 1 desk', '--unit', 'Berlin', '-o', 'json']
    const scope = `/administrativeUnits/${unit.id}`
    expect(JSON.parse((await latchkey(...give)).out)).toMatchObject({ directoryScopeId: scope })
    expect((await latchkey('role', 'assignments')).out).toContain('Berlin')
    const [grant] = JSON.parse((await latchkey('role', 'grants', user.id, '-o', 'json')).out)
    expect(grant).toMatchObject({ displayName: 'Tier 1 desk', directoryScopeId: scope, throughGroupId: null })
    expect(grant.operations).toContain('passes.create')
    expect(grant.operations).not.toContain('passes.delete')
    expect((await latchkey('role', 'grants', user.id)).out).toContain('passes.create')
    expect(await latchkey('role', 'assign', user.id, '--role', 'Global Reader', '--unit', 'Berlin')).toMatchObject({
      exitCode: 1,
    })
    const remove = ['role', 'remove', user.id, '--role', 'Tier 1 desk']
    expect(await latchkey(...remove)).toMatchObject({ exitCode: 3 })
    expect(await latchkey(...remove, '--unit', unit.id)).toMatchObject({ exitCode: 0 })
    expect(await kernel.store.read((read) => roleGrantsOf(read, user.id))).toEqual([])
  })
})
