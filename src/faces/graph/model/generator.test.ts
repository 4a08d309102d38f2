import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { parseStringPromise } from 'xml2js'
import { printMetadata } from './csdl.ts'
import { models } from './model.ts'

const require = createRequire(import.meta.url)

/**
 * The generator `odata2ts`, which asks TypeScript for names of options that its version 7 no longer tells.
 *
 * It gets the older TypeScript that its own library brings along.
 */
function loadGenerator() {
  const inside = createRequire(require.resolve('@odata2ts/odata2ts'))
  const typescript = inside.resolve('typescript')
  inside.cache[typescript] = Object.assign(Object.create(null), {
    id: typescript,
    loaded: true,
    exports: inside('@ts-morph/common').ts,
  })
  return {
    runApp: inside('./app.js').runApp as (metadata: unknown, options: object) => Promise<void>,
    defaults: inside('./defaultConfig.js').getDefaultConfig() as object,
    onlyModels: require('@odata2ts/odata2ts').Modes.models as number,
  }
}

const lean = { skipComments: true, skipEditableModels: true, skipIdModels: true }
const base = join(import.meta.dirname, '../../../../tsconfig.base.json')

async function generate(version: 'v1.0' | 'beta'): Promise<string> {
  const { runApp, defaults, onlyModels } = loadGenerator()
  const output = await mkdtemp(join(tmpdir(), 'latchkey-odata-'))
  const told = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    const metadata: unknown = await parseStringPromise(printMetadata(models[version]))
    await runApp(metadata, { ...defaults, ...lean, output, mode: onlyModels, emitMode: 'ts', tsconfig: base })
    return await readFile(join(output, 'MicrosoftGraphModel.ts'), 'utf8')
  } finally {
    told.mockRestore()
    await rm(output, { recursive: true })
  }
}

/** The body of an interface, a property a line. */
function interfaceOf(source: string, name: string): readonly string[] {
  const [, body = ''] = new RegExp(`export interface ${name}(?: extends [^{]+)? \\{([^}]*)\\}`, 'i').exec(source) ?? []
  return body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

test('a generator of TypeScript accepts both documents and makes the types that clients expect', async () => {
  const [stable, beta] = [await generate('v1.0'), await generate('beta')]
  expect(interfaceOf(stable, 'user')).toContain('userPrincipalName: string | null;')
  expect(interfaceOf(stable, 'user')).toContain('businessPhones: Array<string>;')
  expect(interfaceOf(stable, 'temporaryAccessPassAuthenticationMethod')).toContain('lifetimeInMinutes: number | null;')
  expect(stable).toMatch(/interface temporaryAccessPassAuthenticationMethod extends authenticationMethod/i)
  expect(stable).toMatch(/enum passkeyType \{\s*deviceBound/i)
  expect(interfaceOf(stable, 'signIn').join()).not.toContain('authenticationDetails')
  expect(interfaceOf(beta, 'signIn')).toContain('authenticationDetails: Array<authenticationDetail>;')
  expect(interfaceOf(stable, 'authenticationMethod').join()).not.toContain('lastUsedDateTime')
  expect(interfaceOf(beta, 'authenticationMethod')).toContain('lastUsedDateTime: string | null;')
}, 60_000)
