import type { Kysely } from 'kysely'
import { statement } from '../kernel/statement.ts'
import type { Schema } from '../kernel/tables.ts'
import type { Branding, BrandingTexts, Logo, LogoKind } from './rules.ts'
import type { BrandingLogoRow } from './tables.ts'

type Db = Kysely<Schema>

const revision = statement((db) => db.selectFrom('branding').select('revision').where('id', '=', 'current'))

/** The number of the latest change; nothing where nothing is set. */
export const findBrandingRevision = async (db: Db): Promise<string | undefined> =>
  (await revision({ db }, {})).rows[0]?.revision

/** What is set, without the bytes of the pictures. */
export async function findBranding(db: Db): Promise<Branding | undefined> {
  const row = await db.selectFrom('branding').selectAll().where('id', '=', 'current').executeTakeFirst()
  if (!row) return undefined
  const logos = await db
    .selectFrom('branding_logos')
    .select(['kind', 'type', 'width', 'height', 'digest'])
    .orderBy('kind')
    .execute()
  return {
    backgroundColor: row.background_color,
    signInPageText: row.sign_in_page_text,
    usernameHintText: row.username_hint_text,
    logos: logos.map(logoFrom),
  }
}

const logoFrom = ({ kind, type, width, height, digest }: Omit<BrandingLogoRow, 'contents'>): Logo => ({
  kind: kind === 'squareLogo' ? 'squareLogo' : 'bannerLogo',
  type: type === 'image/jpeg' ? 'image/jpeg' : 'image/png',
  width,
  height,
  digest,
})

export async function findLogoContents(db: Db, kind: LogoKind): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('branding_logos').select('contents').where('kind', '=', kind).executeTakeFirst()
  return row?.contents
}

/** Sets the texts and marks the change; with none it only marks it. */
export async function putBranding(db: Db, next: string, texts: Partial<BrandingTexts> = {}): Promise<void> {
  const values = {
    revision: next,
    ...(texts.backgroundColor !== undefined && { background_color: texts.backgroundColor }),
    ...(texts.signInPageText !== undefined && { sign_in_page_text: texts.signInPageText }),
    ...(texts.usernameHintText !== undefined && { username_hint_text: texts.usernameHintText }),
  }
  await db
    .insertInto('branding')
    .values({ id: 'current', background_color: null, sign_in_page_text: null, username_hint_text: null, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

export async function putLogo(db: Db, { kind, ...logo }: Logo, contents: Uint8Array): Promise<void> {
  const values = { ...logo, contents }
  await db
    .insertInto('branding_logos')
    .values({ kind, ...values })
    .onConflict((conflict) => conflict.column('kind').doUpdateSet(values))
    .execute()
}

/** Whether there was one. */
export async function deleteLogo(db: Db, kind: LogoKind): Promise<boolean> {
  const result = await db.deleteFrom('branding_logos').where('kind', '=', kind).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Whether there was any. */
export async function deleteBranding(db: Db): Promise<boolean> {
  const result = await db.deleteFrom('branding').where('id', '=', 'current').executeTakeFirst()
  return result.numDeletedRows > 0n
}
