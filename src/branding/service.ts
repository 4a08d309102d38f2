import { createHash } from 'node:crypto'
import { changesBetween } from '../audit/rules/changes.ts'
import { type AuditTarget, type ModifiedProperty, modified } from '../audit/rules.ts'
import type { Actor } from '../base/actor.ts'
import { toBase64Url } from '../base/bytes.ts'
import { uuid } from '../base/random.ts'
import { Refusal } from '../base/refusal.ts'
import { tenant } from '../directory/service.ts'
import { command } from '../kernel/command.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import {
  type Branding,
  type BrandingTexts,
  cleanTexts,
  judgeLogo,
  type Logo,
  type LogoKind,
  noTexts,
  textsViolation,
  type Violation,
} from './rules.ts'
import { deleteBranding, deleteLogo, findBranding, findLogoContents, putBranding, putLogo } from './store.ts'

export { Brand, brandPath, logoFileName, type PageBrand } from './pages.ts'

/** Whose branding, by the tenant's id; every use-case refuses with `objectNotFound` where there is no such tenant. */
interface Of {
  readonly organization: string
}

type LogoOf = Of & { readonly kind: LogoKind }

/** What the tenant shows of itself; refuses with `brandingNotFound` where nothing is set. */
export const readBranding = (kernel: Kernel, actor: Actor, organization: string): Promise<Branding> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'branding.read')
    await requireTenant(read, organization)
    const branding = await findBranding(read.db)
    if (branding) return branding
    throw nothingSet('There is no branding yet. Set a property, and there is.')
  })

/** A picture with its bytes; refuses with `brandingNotFound` where there is none. */
export const readLogo = (
  kernel: Kernel,
  actor: Actor,
  { organization, kind }: LogoOf,
): Promise<Logo & { readonly contents: Uint8Array }> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'branding.read')
    await requireTenant(read, organization)
    const logo = (await findBranding(read.db))?.logos.find((each) => each.kind === kind)
    const contents = logo && (await findLogoContents(read.db, kind))
    if (logo && contents) return { ...logo, contents }
    throw nothingSet(`There is no ${kind}. Set one with PUT.`)
  })

const nothingSet = (message: string): Refusal => new Refusal('brandingNotFound', message)

/** There is one tenant. */
async function requireTenant(read: Read, organization: string): Promise<AuditTarget> {
  const { id, displayName } = await tenant(read)
  if (organization.toLowerCase() === id) return { type: 'Directory', id, displayName }
  throw new Refusal('objectNotFound', `There is no organization '${organization.slice(0, 256)}'.`)
}

const target = async (read: Read, { organization }: Of) => ({ resource: await requireTenant(read, organization) })

const record = (resource: AuditTarget, modifiedProperties: readonly ModifiedProperty[]) =>
  ({ activity: 'setCompanyInformation', targets: [{ ...resource, modifiedProperties }] }) as const

/**
 * Sets the colour and the texts that are given; null takes one away.
 *
 * Refuses with `brandingInvalid` what is no colour or no plain text.
 */
export const updateBranding = command({
  name: 'updateBranding',
  operation: 'branding.update',
  activity: 'setCompanyInformation',
  target: (read, given: Of & { readonly change: Partial<BrandingTexts> }) => target(read, given),
  work: async (w, { change }, _prepared, _kernel, { resource }) => {
    const cleaned = cleanTexts(change)
    refuseIf(textsViolation(cleaned))
    const known = await findBranding(w.db)
    const { logos: _, ...before } = known ?? { ...noTexts, logos: [] }
    const changes = changesBetween(before, { ...before, ...cleaned })
    if (known && changes.length === 0) return w.unrecorded('it was so already')
    await putBranding(w.db, uuid(w.random), cleaned)
    w.audit(record(resource, changes))
  },
})

/** Sets a picture; refuses with `brandingInvalid` what is no PNG or JPEG of the size that is shown. */
export const setLogo = command({
  name: 'setLogo',
  operation: 'branding.update',
  activity: 'setCompanyInformation',
  target: (read, given: LogoOf & { readonly contents: Uint8Array }) => target(read, given),
  work: async (w, { kind, contents }, _prepared, _kernel, { resource }) => {
    const picture = judgeLogo(kind, contents)
    if ('message' in picture) throw refusal(picture)
    const digest = digestOf(contents)
    const before = (await findBranding(w.db))?.logos.find((logo) => logo.kind === kind)
    if (before?.digest === digest) return w.unrecorded('it was this picture already')
    await putBranding(w.db, uuid(w.random))
    await putLogo(w.db, { kind, ...picture, digest }, contents)
    w.audit(record(resource, [modified(kind, before?.digest, digest)]))
  },
})

/** Takes a picture away; refuses with `brandingNotFound` where there is none. */
export const removeLogo = command({
  name: 'removeLogo',
  operation: 'branding.update',
  activity: 'setCompanyInformation',
  target: (read, given: LogoOf) => target(read, given),
  work: async (w, { kind }, _prepared, _kernel, { resource }) => {
    const before = (await findBranding(w.db))?.logos.find((logo) => logo.kind === kind)
    if (!(await deleteLogo(w.db, kind))) throw nothingSet(`There is no ${kind} to take away.`)
    await putBranding(w.db, uuid(w.random))
    w.audit(record(resource, [modified(kind, before?.digest, undefined)]))
  },
})

/** Takes everything away, so that the pages look as they came. Refuses with `brandingNotFound` where nothing is set, with `brandingInvalid` while there are pictures, as Graph does. */
export const removeBranding = command({
  name: 'removeBranding',
  operation: 'branding.update',
  activity: 'setCompanyInformation',
  target: (read, given: Of) => target(read, given),
  work: async (w, _given, _prepared, _kernel, { resource }) => {
    const branding = await findBranding(w.db)
    if (branding?.logos.length) {
      const kinds = branding.logos.map(({ kind }) => kind).join(' and ')
      throw new Refusal('brandingInvalid', `The branding still has pictures: ${kinds}. Delete them first.`)
    }
    if (!branding || !(await deleteBranding(w.db))) throw nothingSet('There is no branding to take away.')
    const { logos: _, ...before } = branding
    w.audit(record(resource, changesBetween(before, noTexts)))
  },
})

/** A name for the bytes of a file, which no other bytes have. */
const digestOf = (bytes: Uint8Array): string => toBase64Url(createHash('sha256').update(bytes).digest().subarray(0, 16))

const refusal = ({ field, message }: Violation): Refusal => new Refusal('brandingInvalid', message, { field })

function refuseIf(violation: Violation | undefined): void {
  if (violation) throw refusal(violation)
}
