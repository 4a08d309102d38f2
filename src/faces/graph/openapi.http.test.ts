import { beforeAll, expect, test } from 'vitest'
import { openTestKernel } from '../../../tests/kit/kernel.ts'
import { productFaces } from '../../main/serve.ts'
import { buildServer, type HttpServer } from '../../main/server.ts'

let server: HttpServer

beforeAll(async () => {
  const kernel = await openTestKernel({ settings: { publicUrl: 'https://id.example.com' } })
  server = await buildServer({ kernel, faces: await productFaces(kernel) })
  return async () => {
    await server.close()
    await kernel[Symbol.asyncDispose]()
  }
})

test.each(['v1.0', 'beta'])('serves the OpenAPI document of %s to anybody', async (version) => {
  const answer = await server.inject(`/openapi/graph-${version}.json`)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(answer.json()).toMatchObject({
    openapi: '3.1.1',
    info: { version },
    servers: [{ url: `https://id.example.com/${version}` }],
  })
  expect((await server.inject(`/openapi/graph-${version}.json`)).body).toBe(answer.body)
})

test('serves the OpenAPI document of what Graph has no word for to anybody', async () => {
  const answer = await server.inject('/openapi/latchkey-v1.json')
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(answer.json()).toMatchObject({
    openapi: '3.1.1',
    info: { version: 'v1' },
    servers: [{ url: 'https://id.example.com/api/v1' }],
  })
})

test('serves no other document there', async () => {
  for (const url of ['/openapi/graph-v2.0.json', '/openapi', '/openapi/', '/openapi/graph-v1.0', '/v1.0/openapi']) {
    expect([401, 404], url).toContain((await server.inject(url)).statusCode)
  }
})
