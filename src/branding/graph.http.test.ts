import { describe, expect, test } from 'vitest'
import { brandingResource } from '../../contract/graph/branding.ts'
import { anAdministrator, applicationActor, aUser } from '../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { aJpeg, aPng } from '../../tests/kit/pictures.ts'
import { recordsOf } from '../../tests/kit/records.ts'
import { roleIds } from '../roles/rules.ts'

const writer = applicationActor(['OrganizationalBranding.ReadWrite.All'])
const reader = applicationActor(['OrganizationalBranding.Read.All'])

const at = ({ kernel }: TestGraph) => `/v1.0/organization/${kernel.tenant.id}/branding`

describe('the branding', () => {
  test('is not there until something is set, and then reads as Graph has it', async () => {
    await using graph = await openTestGraph()
    const api = graph.as(writer)
    expect(await api('GET', at(graph))).toMatchObject({ status: 404, error: { innerCode: 'brandingNotFound' } })
    const change = { backgroundColor: '#FFFF00', signInPageText: 'Help: 5550', usernameHintText: 'name@example.com' }
    expect(await api('PATCH', at(graph), change)).toMatchObject({ status: 204, text: '' })
    const { body } = await graph.as(reader)('GET', at(graph))
    const { '@odata.context': context, ...resource } = body
    expect(context).toBe(
      `http://localhost:8080/v1.0/$metadata#organization('${graph.kernel.tenant.id}')/branding/$entity`,
    )
    expect(brandingResource.parse(resource)).toEqual({
      id: '0',
      backgroundColor: '#ffff00',
      signInPageText: 'Help: 5550',
      usernameHintText: 'name@example.com',
      bannerLogoRelativeUrl: null,
      squareLogoRelativeUrl: null,
      cdnList: ['localhost:8080'],
      '@latchkey.shownColorLight': '#737300',
      '@latchkey.shownColorDark': '#ffff00',
    })
  })

  test('changes only what is given, loses what is null, and is recorded with both values', async () => {
    await using graph = await openTestGraph()
    const api = graph.as(writer)
    await api('PATCH', at(graph), { backgroundColor: '#0b3d91', signInPageText: 'Help: 5550' })
    const audits = await recordsOf(graph.kernel, () => api('PATCH', at(graph), { backgroundColor: null }))
    expect((await api('GET', at(graph))).body).toMatchObject({ backgroundColor: null, signInPageText: 'Help: 5550' })
    const change = { displayName: 'backgroundColor', oldValue: '"#0b3d91"', newValue: null }
    expect(audits).toMatchObject([
      { activityDisplayName: 'Set company information', targetResources: [{ modifiedProperties: [change] }] },
    ])
    const again = await recordsOf(graph.kernel, () => api('PATCH', at(graph), { signInPageText: ' Help: 5550 ' }))
    expect(again).toEqual([])
  })

  test.each<[object, string]>([
    [{ backgroundColor: 'green' }, 'brandingInvalid'],
    [{ backgroundColor: '#0b6b57}*{display:none' }, 'brandingInvalid'],
    [{ signInPageText: '<img src=x onerror=alert(1)>' }, 'brandingInvalid'],
    [{ signInPageText: 'x'.repeat(1025) }, 'brandingInvalid'],
    [{ usernameHintText: 'javascript://x' }, 'brandingInvalid'],
    [{ usernameHintText: 5 }, 'malformedRequest'],
    [{ bannerLogo: 'AAAA' }, 'malformedRequest'],
    [{ cdnList: ['example.org'] }, 'malformedRequest'],
    [{ bannerLogoRelativeUrl: 'https://example.org/x.png' }, 'malformedRequest'],
    [{ customCSS: '*{}' }, 'malformedRequest'],
  ])('does not take %j', async (body, code) => {
    await using graph = await openTestGraph()
    const answer = await graph.as(writer)('PATCH', at(graph), { backgroundColor: '#0b3d91', ...body })
    expect(answer).toMatchObject({ status: 400, error: { innerCode: code } })
    expect((await graph.as(writer)('GET', at(graph))).status).toBe(404)
  })

  test('is taken away once its pictures are', async () => {
    await using graph = await openTestGraph()
    const api = graph.as(writer)
    await api('PUT', `${at(graph)}/bannerLogo`, aPng(100, 20))
    expect(await api('DELETE', at(graph))).toMatchObject({ status: 400, error: { innerCode: 'brandingInvalid' } })
    expect((await api('DELETE', `${at(graph)}/bannerLogo`)).status).toBe(204)
    expect((await api('DELETE', at(graph))).status).toBe(204)
    expect((await api('DELETE', at(graph))).status).toBe(404)
    expect((await api('GET', at(graph))).status).toBe(404)
  })
})

describe('a logo', () => {
  test('comes back as it was sent, changes its address with its bytes, and goes', async () => {
    await using graph = await openTestGraph()
    const api = graph.as(writer)
    expect((await api('GET', `${at(graph)}/squareLogo`)).status).toBe(404)
    const put = (bytes: Uint8Array) => api('PUT', `${at(graph)}/squareLogo`, bytes)
    expect(await put(aPng(32, 32))).toMatchObject({ status: 204, text: '' })
    const url = async () => (await api('GET', at(graph))).body['squareLogoRelativeUrl']
    const first = await url()
    expect(first).toMatch(/^branding\/[\w-]{22}\.png$/)
    await put(aPng(32, 32))
    expect(await url()).toBe(first)
    await put(aJpeg(32, 32))
    expect(await url()).toMatch(/^branding\/[\w-]{22}\.jpg$/)
    const answer = await api('GET', `${at(graph)}/squareLogo`)
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'image/jpeg', 'content-length': '23' } })
    expect((await api('DELETE', `${at(graph)}/squareLogo`)).status).toBe(204)
    expect((await api('GET', `${at(graph)}/squareLogo`)).status).toBe(404)
    expect((await api('DELETE', `${at(graph)}/squareLogo`)).status).toBe(404)
  })

  const text = (content: string) => new TextEncoder().encode(content)
  test.each<[string, Uint8Array, string, number, string]>([
    [
      'an SVG',
      text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      'image/svg+xml',
      400,
      'brandingInvalid',
    ],
    ['a page that says it is a PNG', text('<script>alert(1)</script>'), 'image/png', 400, 'brandingInvalid'],
    ['a giant', aPng(60_000, 60_000), 'image/png', 400, 'brandingInvalid'],
    ['too many bytes', new Uint8Array(200 * 1024), 'image/png', 400, 'brandingInvalid'],
    ['far too many bytes', new Uint8Array(1024 * 1024 + 1), 'image/png', 413, 'bodyTooLarge'],
    ['nothing', new Uint8Array(), 'image/png', 400, 'brandingInvalid'],
    ['JSON', text('{}'), 'application/json', 415, 'wrongContentType'],
    ['a form', text('a=b'), 'application/x-www-form-urlencoded', 415, 'wrongContentType'],
    ['a picture as text', aPng(20, 20), 'text/plain', 415, 'wrongContentType'],
    ['a picture as nothing', aPng(20, 20), 'image/', 415, 'wrongContentType'],
  ])('is refused: %s', async (_, bytes, contentType, status, code) => {
    await using graph = await openTestGraph()
    const api = graph.as(writer)
    const answer = await api('PUT', `${at(graph)}/bannerLogo`, bytes, { 'content-type': contentType })
    expect(answer).toMatchObject({ status, error: { innerCode: code } })
    expect((await api('GET', at(graph))).status).toBe(404)
  })

  test('may be sent as bytes of no particular kind', async () => {
    await using graph = await openTestGraph()
    const headers = { 'content-type': 'application/octet-stream' }
    const answer = await graph.as(writer)('PUT', `${at(graph)}/bannerLogo`, aPng(20, 20), headers)
    expect(answer.status).toBe(204)
  })

  test('belongs to no other address', async () => {
    await using graph = await openTestGraph()
    const answer = await graph.as(writer)('PATCH', at(graph), aPng(20, 20))
    expect(answer).toMatchObject({ status: 415, error: { innerCode: 'wrongContentType' } })
  })
})

describe('who may change the branding', () => {
  test('is told by role: the administrator of it, and nobody of the desk', async () => {
    await using graph = await openTestGraph()
    const { actor: desk } = await anAdministrator(graph.kernel, roleIds.helpdeskAdministrator)
    const { actor: keeper } = await anAdministrator(graph.kernel, roleIds.organizationalBrandingAdministrator)
    for (const refused of [graph.as(desk), graph.as(reader)]) {
      for (const [method, end, body] of [
        ['PATCH', '', { backgroundColor: '#0b3d91' }],
        ['PUT', '/bannerLogo', aPng(20, 20)],
        ['DELETE', '/bannerLogo', undefined],
        ['DELETE', '', undefined],
      ] as const) {
        expect((await refused(method, `${at(graph)}${end}`, body)).status).toBe(403)
      }
    }
    expect((await graph.as(keeper)('PUT', `${at(graph)}/bannerLogo`, aPng(20, 20))).status).toBe(204)
    expect((await graph.as(desk)('GET', at(graph))).status).toBe(200)
    expect((await graph.asNobody('GET', at(graph))).status).toBe(401)
  })

  test('is asked about one tenant only', async () => {
    await using graph = await openTestGraph()
    const { id } = await aUser(graph.kernel)
    const answer = await graph.as(writer)('PATCH', `/v1.0/organization/${id}/branding`, { backgroundColor: '#0b3d91' })
    expect(answer).toMatchObject({ status: 404, error: { innerCode: 'objectNotFound' } })
  })
})
