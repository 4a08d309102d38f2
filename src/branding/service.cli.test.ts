import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { brandingResource } from '../../contract/graph/branding.ts'
import { commandLine } from '../../tests/kit/command-line.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { aPng } from '../../tests/kit/pictures.ts'

let kernel: TestKernel
let folder: string
beforeEach(async () => {
  kernel = await openTestKernel()
  folder = await mkdtemp(join(tmpdir(), 'latchkey-branding-'))
})
afterEach(async () => {
  await kernel[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const latchkey = (...argv: string[]) => commandLine(kernel)('branding', ...argv)

test('colour, texts and pictures are set, shown and taken away', async () => {
  expect(await latchkey('show')).toMatchObject({ exitCode: expect.not.stringMatching(/^0$/), out: '' })
  const file = join(folder, 'logo.png')
  await writeFile(file, aPng(200, 30))
  const texts = ['--background-color', '#FFFF00', '--sign-in-page-text', 'Help: 5550', '--username-hint-text', 'you@…']
  const set = await latchkey('set', ...texts, '--banner-logo', file)
  expect(set.err).toContain('So that text can be read, #ffff00 is shown as #737300 in the light theme.')
  const shown = brandingResource.parse(JSON.parse((await latchkey('show', '-o', 'json')).out))
  expect(shown).toMatchObject({ backgroundColor: '#ffff00', signInPageText: 'Help: 5550', usernameHintText: 'you@…' })
  expect(shown.bannerLogoRelativeUrl).toMatch(/^branding\/.+\.png$/)
  expect((await latchkey('show')).out).toMatch(/image\/png, 200 × 30 pixels/)
  await latchkey('set', '--no-banner-logo', '--background-color', '')
  expect(JSON.parse((await latchkey('show', '-o', 'json')).out)).toMatchObject({
    backgroundColor: null,
    bannerLogoRelativeUrl: null,
  })
})

test('what cannot be shown is refused with what can, and nothing of the rest is set', async () => {
  const file = join(folder, 'logo.svg')
  await writeFile(file, '<svg xmlns="http://www.w3.org/2000/svg"/>')
  expect((await latchkey('set', '--square-logo', file)).err).toContain('Export it as PNG')
  expect((await latchkey('set', '--square-logo', join(folder, 'none.png'))).err).toContain('cannot be read')
  expect((await latchkey('set', '--background-color', 'green')).err).toContain('#rrggbb')
  expect((await latchkey('set')).err).toContain('Say what to change')
  expect((await latchkey('show')).out).toBe('')
})
