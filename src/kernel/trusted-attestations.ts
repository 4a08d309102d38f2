import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { nearestName } from './nearest-name.ts'
import type { TrustedAttestation } from './settings.ts'

/** The models of a file, and a line for each mistake in it, with the entry and what is allowed. */
export interface TrustedModels {
  readonly models: readonly TrustedAttestation[]
  readonly problems: readonly string[]
}

const certificate = z
  .string()
  .transform((written, context) => {
    const pem = pemOf(written)
    if (pem === undefined) context.addIssue('not a certificate')
    return pem ?? z.NEVER
  })
  .describe('one certificate, as PEM or as DER in base64')

const model = z.strictObject({
  aaguid: z.guid().toLowerCase().describe('a GUID such as ee882879-721c-4913-9775-3dfcce97072a'),
  description: z.string().optional().describe('a text'),
  rootCertificates: z
    .array(certificate)
    .min(1)
    .describe('a list of at least one certificate, each as PEM or as DER in base64'),
})

type Field = keyof typeof model.shape

const fields = Object.keys(model.shape) as readonly Field[]

/** What FIDO calls `rootCertificates`; an entry that has it is one of FIDO's statements, whose other fields are left alone. */
const statementField = 'attestationRootCertificates'

/**
 * Reads the models whose attestation is trusted from the text of a JSON file.
 *
 * It is a list of entries such as `{ "aaguid": "…", "description": "…", "rootCertificates": ["…"] }`,
 * or of statements of the FIDO Metadata Service.
 * An empty list is a mistake: it would trust any model at all, which nobody means who names a file.
 *
 * Source: FIDO Metadata Statement v3.0 §4; ADR 0015.
 */
export function readTrustedAttestations(text: string): TrustedModels {
  const entries = parseJson(text)
  if (typeof entries === 'string') return { models: [], problems: [entries] }
  const models: TrustedAttestation[] = []
  const problems: string[] = []
  for (const [index, entry] of entries.entries()) {
    const { given, certificatesField } = fromStatement(entry)
    const parsed = model.safeParse(given)
    if (parsed.success) models.push({ aaguid: parsed.data.aaguid, roots: parsed.data.rootCertificates })
    else {
      const told = parsed.error.issues.flatMap((issue) => problemsOf(issue, given, certificatesField))
      problems.push(...told.map((problem) => `entry ${index + 1}: ${problem}`))
    }
  }
  return { models, problems }
}

function parseJson(text: string): readonly unknown[] | string {
  const allowed = 'allowed: a JSON list of at least one model, [{ "aaguid": "…", "rootCertificates": ["…"] }]'
  try {
    const content: unknown = JSON.parse(text)
    if (!Array.isArray(content)) return `it is not a list; ${allowed}`
    return content.length > 0 ? content : `the list is empty; ${allowed}`
  } catch {
    return `it is not JSON; ${allowed}`
  }
}

function fromStatement(entry: unknown): { readonly given: unknown; readonly certificatesField: string } {
  const isStatement =
    typeof entry === 'object' && entry !== null && statementField in entry && !('rootCertificates' in entry)
  if (!isStatement) return { given: entry, certificatesField: 'rootCertificates' }
  const { aaguid, [statementField]: rootCertificates } = entry as Readonly<Record<string, unknown>>
  return { given: { aaguid, rootCertificates }, certificatesField: statementField }
}

function problemsOf(issue: z.core.$ZodIssue, given: unknown, certificatesField: string): readonly string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(unknownField)
  const [field, at] = issue.path as [Field?, number?]
  if (field === undefined) return [`it is not an object; allowed: an object with ${fields.join(', ')}`]
  const name = field === 'rootCertificates' ? certificatesField : field
  if (at !== undefined) return [`certificate ${at + 1} of ${name} cannot be read; allowed: ${certificate.description}`]
  const value = (given as Readonly<Record<string, unknown>>)[field]
  const wrong = value === undefined ? 'is missing' : `${shown(value)} is not allowed`
  return [`${name} ${wrong}; allowed: ${model.shape[field].description}`]
}

function unknownField(key: string): string {
  const nearest = nearestName(key, fields)
  const meant = nearest ? `; did you mean ${nearest}?` : ''
  return `there is no field ${shown(key)}; allowed: ${fields.join(', ')}${meant}`
}

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 60)

/** The certificate as PEM; `undefined` for anything else, also for several certificates at once. */
function pemOf(written: string): string | undefined {
  const heads = written.split('-----BEGIN ').length - 1
  const base64 = written.replaceAll(/\s/g, '')
  if (heads > 1 || (heads === 0 && !/^[\w+/]+={0,2}$/.test(base64))) return undefined
  try {
    return new X509Certificate(heads === 1 ? written : Buffer.from(base64, 'base64')).toString()
  } catch {
    return undefined
  }
}
