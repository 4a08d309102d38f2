import { expect, test } from 'vitest'
import { Secret } from '../base/secret.ts'
import { createLogger, type Logger } from './log.ts'

function logged(write: (log: Logger) => void): string {
  const lines: string[] = []
  write(createLogger('info', { write: (line) => void lines.push(line) }))
  return lines.join('')
}

const only = (text: string): Record<string, unknown> => {
  expect(text.trimEnd().split('\n')).toHaveLength(1)
  return JSON.parse(text) as Record<string, unknown>
}

test('a line is JSON with an ISO time and the level in words', () => {
  const line = only(logged((log) => log.info({ port: 8080 }, 'Listening')))
  expect(line).toMatchObject({ level: 'info', msg: 'Listening', port: 8080 })
  expect(line['time']).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/)
})

test('a secret never prints, whichever way it goes in', () => {
  const secret = new Secret('hunter2-canary')
  const text = logged((log) => {
    log.info({ secret, nested: { deep: [secret] } }, 'pass %s and %o', secret, secret)
    log.info({ password: 'hunter2-canary', user: { token: 'hunter2-canary', cookie: 'hunter2-canary' } })
    log.info({ headers: { authorization: 'hunter2-canary' }, body: { code: 'hunter2-canary' } })
  })
  expect(text).not.toContain('hunter2-canary')
  expect(text).toContain('[secret]')
})

test('of a request only method, path and id are written', () => {
  const req = {
    id: 'r-1',
    method: 'POST',
    url: '/signin/prove?code=hunter2-canary',
    headers: { cookie: 'hunter2-canary', authorization: 'hunter2-canary' },
    body: { code: 'hunter2-canary' },
    raw: { rawHeaders: ['hunter2-canary'] },
  }
  const text = logged((log) => log.info({ req, res: { statusCode: 200, headers: 'hunter2-canary' } }, 'done'))
  expect(text).not.toContain('hunter2-canary')
  expect(only(text)['req']).toEqual({ id: 'r-1', method: 'POST', path: '/signin/prove' })
})

test('a fault is written with stack and cause, without what a driver hung on it', () => {
  const fault = new Error('outer', {
    cause: Object.assign(new Error('inner'), { code: '23505', detail: 'row-canary' }),
  })
  const text = logged((log) => log.error({ err: fault }, 'failed'))
  expect(text).not.toContain('row-canary')
  expect(only(text)['err']).toMatchObject({ message: 'outer', cause: { message: 'inner', code: '23505' } })
})

test('a line break in a name starts no line of its own', () => {
  const text = logged((log) => log.info({ name: 'eve\n{"level":"info","msg":"forged"}\u001b[31m' }, 'a\r\nb'))
  only(text)
  expect(text).not.toContain('\u001b')
})
