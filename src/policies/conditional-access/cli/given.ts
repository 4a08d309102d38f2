import { readFile } from 'node:fs/promises'
import { accessPolicyCreate, accessPolicyPatch } from '../../../../contract/graph/conditional-access.ts'
import { Refusal } from '../../../base/refusal.ts'
import { comparisonKey } from '../../../base/text.ts'
import { type Opened, UsageError } from '../../../faces/cli.ts'
import { parseBody } from '../../../faces/graph/body.ts'
import { changeFrom } from '../graph/from-body.ts'
import { fromTemplate, type PolicyChange, type PolicyTemplate, policyTemplates } from '../rules.ts'
import { peopleNamed } from './find.ts'
import { type StateWord, stateOf } from './states.ts'

/** What a policy is made or changed from. */
export interface GivenOptions {
  readonly template?: string
  readonly file?: string
  readonly name?: string
  readonly state?: StateWord
  readonly exclude?: readonly string[]
}

/** The policy that is to be made, out of a template or a file. */
export async function policyGiven(opened: Opened, options: GivenOptions): Promise<PolicyChange> {
  const { template, file, exclude } = options
  if ((template === undefined) === (file === undefined)) throw new UsageError('Give --template or --file, one of them.')
  if (template !== undefined) {
    const people = await peopleNamed(opened, exclude ?? [])
    return { ...fromTemplate(templateNamed(template), people), ...said(options) }
  }
  if (exclude) throw new UsageError('--exclude goes with --template; in a file, say it in conditions.users.')
  const body = { ...(await readPolicy(opened, file ?? '-')), ...said(options) }
  return changeFrom(parseBody(accessPolicyCreate, { body }))
}

/** The change that is to be made, out of a file and options that win over it. */
export async function changeGiven(opened: Opened, options: GivenOptions): Promise<PolicyChange> {
  const { file } = options
  const change = said(options)
  if (file === undefined && Object.keys(change).length === 0) {
    throw new UsageError('Say what is to change: --file, --name or --state.')
  }
  const body = { ...(file !== undefined && (await readPolicy(opened, file))), ...change }
  return changeFrom(parseBody(accessPolicyPatch, { body }))
}

const said = ({ name, state }: GivenOptions) => ({
  ...(name !== undefined && { displayName: name }),
  ...(state !== undefined && { state: stateOf(state) }),
})

const computed = ['id', 'createdDateTime', 'modifiedDateTime', 'deletedDateTime']

/** A policy in Graph's shape, from a file or, for `-`, from standard input; what Graph computes is passed over. */
async function readPolicy({ terminal }: Opened, file: string): Promise<object> {
  const read = Object.entries(await readObject(terminal, file))
  return Object.fromEntries(read.filter(([name]) => !computed.includes(name)))
}

async function readObject(terminal: Opened['terminal'], file: string): Promise<Readonly<Record<string, unknown>>> {
  const text = file === '-' ? await terminal.readInput() : await readText(file)
  const what = file === '-' ? 'Standard input' : `The file ${file}`
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${what} is not JSON: ${error instanceof Error ? error.message : error}`)
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) {
    throw new UsageError(`${what} holds no policy: one JSON object in the shape of Graph's conditionalAccessPolicy.`)
  }
  return read as Readonly<Record<string, unknown>>
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new UsageError(`The file ${file} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

/** A template by its id, its name, or its name with hyphens; refuses with `accessTemplateNotFound`. */
function templateNamed(name: string): PolicyTemplate {
  const key = comparisonKey(name)
  const found = policyTemplates.find((one) => [one.id, comparisonKey(one.name), shortName(one)].includes(key))
  if (found) return found
  const names = policyTemplates.map(shortName).join(', ')
  throw new Refusal('accessTemplateNotFound', `There is no template '${name}'. There are: ${names}.`)
}

/** What a template is called where a name has no spaces. */
export const shortName = ({ name }: PolicyTemplate): string => comparisonKey(name).replace(/[^a-z0-9]+/g, '-')
