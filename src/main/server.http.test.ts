import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpsRequest } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyPluginAsync } from 'fastify'
import { expect, test } from 'vitest'
import { selfSignedCertificate } from '../../tests/kit/certificate.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import type { Settings } from '../kernel/settings.ts'
import { buildServer, listen } from './server.ts'

const sample: FastifyPluginAsync = async (scope) => {
  scope.get('/ping', async (request) => ({ ip: request.ip, host: request.host, protocol: request.protocol }))
  scope.post('/ping', async () => 'pong')
  scope.get('/slow', async () => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    return 'done'
  })
  scope.get('/break', async () => {
    throw new Error('the password is hunter2')
  })
}

async function open(settings: Partial<Settings> = {}) {
  const kernel = await openTestKernel({ settings })
  const server = await buildServer({ kernel, faces: [{ name: 'portal', plugin: sample }] })
  const close = async () => {
    await server.close()
    await kernel[Symbol.asyncDispose]()
  }
  return { kernel, server, start: () => listen(server, kernel.settings), [Symbol.asyncDispose]: close }
}

test('every answer says what a browser may not do with it', async () => {
  await using opened = await open({ publicUrl: 'https://login.example.com' })
  for (const url of ['/ping', '/nothing', '/break', '/%ZZ']) {
    const { headers } = await opened.server.inject({ url })
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
  }
})

test('scheme and host come from the settings, whatever the request says', async () => {
  await using opened = await open({ publicUrl: 'https://login.example.com', trustedProxies: ['127.0.0.1'] })
  const headers = {
    'x-forwarded-for': '198.51.100.9',
    'x-forwarded-proto': 'ftp',
    'x-forwarded-host': 'evil.example',
    forwarded: 'for=203.0.113.1;host=evil.example',
  }
  const answer = await opened.server.inject({ url: '/ping', headers })
  expect(answer.json()).toEqual({ ip: '198.51.100.9', host: 'login.example.com', protocol: 'https' })
})

test('where no face answers, neither a stranger’s mistake nor a fault tells anything', async () => {
  await using opened = await open()
  const { server } = opened
  const broken = await server.inject({ url: '/break' })
  expect(broken.statusCode).toBe(500)
  expect(broken.body).not.toContain('hunter2')
  expect((await server.inject({ url: '/%ZZ' })).statusCode).toBe(400)
  expect((await server.inject({ url: '/nothing?secret=1' })).body).not.toContain('nothing')
  const post = (payload: string, type: string) =>
    server.inject({ method: 'POST', url: '/ping', payload, headers: { 'content-type': type } })
  expect((await post('x', 'application/xml')).statusCode).toBe(415)
  expect((await post('{', 'application/json')).statusCode).toBe(400)
  expect((await post('"'.padEnd(70_000), 'application/json')).statusCode).toBe(413)
})

test('requests are counted under their face', async () => {
  await using opened = await open()
  await opened.server.inject({ url: '/ping' })
  await opened.server.inject({ url: '/break' })
  const { text } = await opened.kernel.metrics.expose()
  expect(text).toMatch(/http_requests_total\{face="portal",method="GET",status="2xx"\} 1/)
  expect(text).toMatch(/http_requests_total\{face="portal",method="GET",status="5xx"\} 1/)
})

/** Sends bytes as they are and returns the first line of the answer. */
function raw(address: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    socket.on('data', (chunk) => {
      answer += chunk.toString()
      socket.end()
    })
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''))
    socket.on('error', reject)
  })
}

test('what is no HTTP, or too much of it, is refused before any handler', async () => {
  await using opened = await open()
  const address = await opened.start()
  const get = (rest: string) => raw(address, `GET /ping HTTP/1.1\r\n${rest}\r\n\r\n`)
  expect(await get('host: x')).toContain('200')
  expect(await get('x-other: x')).toContain('400')
  expect(await get(`host: x\r\nx: ${'y'.repeat(17_000)}`)).toContain('431')
  expect(await get('host: x\r\nx : y')).toContain('400')
  expect(await get('host: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked')).toContain('400')
  expect(await raw(address, 'hello\r\n\r\n')).toContain('400')
})

test('with a certificate it speaks TLS', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-tls-'))
  const tls = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') }
  const { certificate, key } = selfSignedCertificate()
  writeFileSync(tls.certFile, certificate)
  writeFileSync(tls.keyFile, key)
  try {
    await using opened = await open({ tls, publicUrl: 'https://localhost' })
    const address = await opened.start()
    expect(address).toMatch(/^https:/)
    const status = await new Promise((resolve, reject) => {
      const sent = httpsRequest(`${address}/ping`, { ca: certificate }, (answer) => resolve(answer.resume().statusCode))
      sent.on('error', reject).end()
    })
    expect(status).toBe(200)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a stop lets what is under way finish and takes nothing new', async () => {
  const opened = await open()
  const address = await opened.start()
  const slow = fetch(`${address}/slow`)
  await new Promise((resolve) => setTimeout(resolve, 100))
  const stopped = opened[Symbol.asyncDispose]()
  expect(await (await slow).text()).toBe('done')
  await stopped
  await expect(fetch(`${address}/ping`)).rejects.toThrow()
})
