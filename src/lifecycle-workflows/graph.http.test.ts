import { describe, expect, it } from 'vitest'
import { anAdministrator, applicationActor, aUser } from '../../tests/kit/builders.ts'
import { openTestGraph } from '../../tests/kit/graph.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { roleIds } from '../roles/rules.ts'
import { taskDefinitions } from './rules.ts'

const [pass = '', welcome = ''] = taskDefinitions.map(({ id }) => id)
const root = '/v1.0/identityGovernance/lifecycleWorkflows'
const joiner = {
  category: 'joiner',
  displayName: 'First day',
  description: 'A pass for the first day',
  isEnabled: true,
  isSchedulingEnabled: false,
  executionConditions: { '@odata.type': '#microsoft.graph.identityGovernance.onDemandExecutionOnly' },
  tasks: [
    {
      category: 'joiner',
      taskDefinitionId: pass,
      displayName: 'Pass',
      isEnabled: true,
      continueOnError: false,
      arguments: [
        { name: 'tapLifetimeMinutes', value: '480' },
        { name: 'tapIsUsableOnce', value: 'false' },
      ],
    },
  ],
}
const writer = applicationActor(['LifecycleWorkflows.ReadWrite.All'])

describe('lifecycle workflows on Graph', () => {
  it('are created, listed, read, changed and deleted', async () => {
    await using site = await openTestGraph()
    const graph = site.as(writer)
    const created = await graph('POST', `${root}/workflows`, joiner)
    expect(created.status).toBe(201)
    const id = String(created.body['id'])
    expect(created.headers['location']).toContain(`/workflows/${id}`)
    expect(created.body).toMatchObject({ category: 'joiner', displayName: 'First day', version: 1, isEnabled: true })
    expect((await graph('GET', `${root}/workflows?$filter=category eq 'joiner'&$count=true`)).value).toHaveLength(1)
    const changed = await graph('PATCH', `${root}/workflows/${id}`, { displayName: 'Day one', isEnabled: false })
    expect(changed.status).toBe(204)
    const read = await graph('GET', `${root}/workflows('${id.toUpperCase()}')`)
    expect(read.body).toMatchObject({ displayName: 'Day one', isEnabled: false, version: 2 })
    expect(read.body['tasks']).toMatchObject([{ taskDefinitionId: pass, executionSequence: 1 }])
    expect((await graph('DELETE', `${root}/workflows/${id}`)).status).toBe(204)
    expect((await graph('GET', `${root}/workflows/${id}`)).error.innerCode).toBe('workflowNotFound')
  })

  it('leave a record of what was changed, in words for people', async () => {
    await using site = await openTestGraph()
    const [record] = await recordsOf(site.kernel, () => site.as(writer)('POST', `${root}/workflows`, joiner))
    expect(record).toMatchObject({ activityDisplayName: 'Create workflow', loggedByService: 'Lifecycle Workflows' })
  })

  it('can be read by a Global Reader and written by a Lifecycle Workflows Administrator alone', async () => {
    await using site = await openTestGraph()
    const admin = await anAdministrator(site.kernel, roleIds.lifecycleWorkflowsAdministrator)
    const reader = await anAdministrator(site.kernel, roleIds.globalReader)
    const desk = await anAdministrator(site.kernel, roleIds.authenticationAdministrator)
    expect((await site.as(admin.actor)('POST', `${root}/workflows`, joiner)).status).toBe(201)
    expect((await site.as(reader.actor)('GET', `${root}/workflows`)).status).toBe(200)
    expect((await site.as(reader.actor)('POST', `${root}/workflows`, joiner)).status).toBe(403)
    expect((await site.as(desk.actor)('POST', `${root}/workflows`, joiner)).status).toBe(403)
    expect((await site.as(desk.actor)('GET', `${root}/taskDefinitions`)).status).toBe(403)
  })

  it.each([
    ['an unknown property', { ...joiner, colour: 'red' }, 'malformedRequest', 'colour'],
    ['a property only the server writes', { ...joiner, version: 7 }, 'malformedRequest', 'version'],
    ['no tasks', { ...joiner, tasks: [] }, 'workflowInvalid', 'tasks'],
    ['an unknown task', { ...joiner, tasks: [{ taskDefinitionId: 'x' }] }, 'workflowInvalid', 'taskDefinitionId'],
    ['a number that is no text', withArgument('tapLifetimeMinutes', 480), 'malformedRequest', 'value'],
    ['a lifetime out of bounds', withArgument('tapLifetimeMinutes', '5'), 'workflowInvalid', 'arguments'],
    ['a schedule without a time', { ...joiner, isSchedulingEnabled: true }, 'workflowInvalid', 'isSchedulingEnabled'],
    ['no name', { ...joiner, displayName: '  ' }, 'nameInvalid', 'displayName'],
  ])('are refused with %s, and nothing is kept', async (_, body, code, field) => {
    await using site = await openTestGraph()
    const graph = site.as(writer)
    const refused = await graph('POST', `${root}/workflows`, body)
    expect([refused.status, refused.error.innerCode]).toEqual([400, code])
    expect(refused.text).toContain(field)
    expect((await graph('GET', `${root}/workflows`)).value).toEqual([])
  })

  it('show what they can do, and nothing that they cannot', async () => {
    await using site = await openTestGraph()
    const graph = site.as(writer)
    const { value } = await graph('GET', `${root}/taskDefinitions`)
    expect(value.map(({ id }) => id).toSorted()).toEqual(taskDefinitions.map(({ id }) => id).toSorted())
    expect((await graph('GET', `${root}/taskDefinitions/${welcome}`)).body).toMatchObject({ category: 'joiner' })
    expect((await graph('GET', `${root}/taskDefinitions/x`)).status).toBe(404)
  })

  it('are activated for users who exist, all or none', async () => {
    await using site = await openTestGraph()
    const graph = site.as(writer)
    const user = await aUser(site.kernel)
    const { body } = await graph('POST', `${root}/workflows`, joiner)
    const path = `${root}/workflows/${body['id']}`
    const stranger = { id: '00000000-0000-4000-8000-00000000dead' }
    const refused = await graph('POST', `${path}/activate`, { subjects: [{ id: user.id }, stranger] })
    expect([refused.status, refused.error.innerCode]).toEqual([404, 'userNotFound'])
    expect((await graph('GET', `${path}/userProcessingResults`)).value).toEqual([])
    const qualified = `${path}/microsoft.graph.identityGovernance.activate`
    expect((await graph('POST', qualified, { subjects: [{ id: user.id }] })).status).toBe(204)
    const { value } = await graph('GET', `${path}/userProcessingResults`)
    expect(value).toMatchObject([{ processingStatus: 'queued', subject: { id: user.id } }])
  })

  it('are not activated while switched off, for nobody, or for more than ten', async () => {
    await using site = await openTestGraph()
    const graph = site.as(writer)
    const user = await aUser(site.kernel)
    const { body } = await graph('POST', `${root}/workflows`, { ...joiner, isEnabled: false })
    const activate = (subjects: unknown) => graph('POST', `${root}/workflows/${body['id']}/activate`, { subjects })
    expect((await activate([{ id: user.id }])).error.innerCode).toBe('workflowDisabled')
    expect((await activate([])).status).toBe(400)
    expect((await activate(Array.from({ length: 11 }, () => ({ id: user.id })))).status).toBe(400)
    expect((await activate([{ id: 'x' }])).status).toBe(400)
  })
})

function withArgument(name: string, value: unknown) {
  return { ...joiner, tasks: [{ taskDefinitionId: pass, arguments: [{ name, value }] }] }
}
