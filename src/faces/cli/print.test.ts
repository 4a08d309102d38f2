import { expect, test } from 'vitest'
import { type Answer, print } from './print.ts'

async function printed(output: 'json' | 'table', answer: Answer) {
  const written = { out: '', err: '' }
  const terminal = {
    out: (text: string) => {
      written.out += text
    },
    err: (text: string) => {
      written.err += text
    },
    outIsScreen: true,
    zone: 'UTC',
    readInput: async () => '',
  }
  await print(terminal, output, answer)
  return written
}

const answer: Answer = { json: { id: 1 }, table: { name: 'Adele', enabled: true, mail: null }, note: 'Done.' }

test('JSON comes alone', async () => {
  expect(await printed('json', answer)).toEqual({ out: '{\n  "id": 1\n}\n', err: '' })
})

test('a record is a line for each name, and the note stands apart', async () => {
  expect(await printed('table', answer)).toEqual({
    out: 'name      Adele\nenabled   true\nmail      -\n',
    err: 'Done.\n',
  })
})

test('a list has its names above', async () => {
  const table = [
    { id: 'a', name: 'Adele' },
    { id: 'b', name: 'Øystein 田中' },
  ]
  expect((await printed('table', { table })).out).toBe('id   name\na    Adele\nb    Øystein 田中\n')
})

test('an empty list prints nothing', async () => {
  expect(await printed('table', { json: [], table: [] })).toEqual({ out: '', err: '' })
  expect(await printed('json', { json: [], table: [] })).toEqual({ out: '[]\n', err: '' })
})

test('no value can steer the terminal', async () => {
  const { out } = await printed('table', { table: { agent: 'curl\u001b]0;x\u0007', name: 'a\nb' } })
  expect(out).toBe('agent   curl\\u{1b}]0;x\\u{7}\nname    a\\u{a}b\n')
})
