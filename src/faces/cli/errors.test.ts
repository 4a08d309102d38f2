import { readFileSync } from 'node:fs'
import { CommanderError } from 'commander'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../base/refusal.ts'
import { exitCodes, tellError } from './errors.ts'
import { UsageError } from './usage.ts'

function told(error: unknown, output: 'json' | 'table' = 'table') {
  let err = ''
  const terminal = {
    out: () => {
      throw new Error('an error is no answer')
    },
    err: (text: string) => {
      err += text
    },
    outIsScreen: false,
    zone: 'UTC',
    readInput: async () => '',
  }
  return { exit: tellError(terminal, output, error), err }
}

test.each([
  [new Refusal('policyInvalid', 'No.'), 1],
  [new Error('The disk is full.'), 1],
  ['thrown text', 1],
  [new UsageError('No.'), 2],
  [new CommanderError(1, 'commander.unknownCommand', "error: unknown command 'x'"), 2],
  [Object.assign(new Error('The settings are not valid'), { name: 'SettingsInvalid' }), 2],
  [new Refusal('userNotFound', 'No.'), 3],
  [new Refusal('insufficientPrivileges', 'No.'), 4],
  [new Refusal('userPrincipalNameTaken', 'No.'), 5],
  [new Refusal('registrationExpired', 'No.'), 5],
  [new Refusal('throttled', 'No.'), 6],
  [new Refusal('databaseUnavailable', 'No.'), 6],
])('%s ends with %i', (error, exit) => {
  expect(told(error).exit).toBe(exit)
})

test('help and version are no errors', () => {
  expect(told(new CommanderError(0, 'commander.helpDisplayed', '(outputHelp)'))).toEqual({ exit: 0, err: '' })
})

test('help shown because a command was missing ends with 2 and says no more', () => {
  expect(told(new CommanderError(1, 'commander.help', '(outputHelp)'))).toEqual({ exit: 2, err: '' })
})

describe('what is told', () => {
  test('is the sentence of the refusal, and its code and field in JSON', () => {
    const refusal = new Refusal('policyInvalid', 'It is too short.', { field: 'defaultLength' })
    expect(told(refusal).err).toBe('latchkey: It is too short.\n')
    expect(JSON.parse(told(refusal, 'json').err)).toEqual({
      error: { code: 'policyInvalid', message: 'It is too short.', field: 'defaultLength' },
    })
  })

  test('names the port that is taken, and the settings for another', () => {
    const taken = Object.assign(new Error('listen EADDRINUSE'), {
      code: 'EADDRINUSE',
      address: '127.0.0.1',
      port: 8080,
    })
    expect(told(taken).err).toContain('127.0.0.1 port 8080')
    expect(told(taken).err).toContain('LATCHKEY_PORT')
  })

  test('cannot steer the terminal', () => {
    expect(told(new Error('a\u001b[2Jb\u202e')).err).toBe('latchkey: a\\u{1b}[2Jb\\u{202e}\n')
  })
})

test('every exit code is in docs/cli.md', () => {
  const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8')
  const listed = [...page.matchAll(/^\| (\d) \|/gm)].map((found) => Number(found[1]))
  expect(listed).toEqual(Object.values(exitCodes))
})
