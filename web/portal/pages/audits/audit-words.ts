import type { DirectoryAudit } from '../../api/logs.ts'

type Hand = NonNullable<DirectoryAudit['initiatedBy']['user']>

/** Whose hand did it; nothing is known of the server's own. */
export const handOf = ({ user, app }: DirectoryAudit['initiatedBy']): Hand => user ?? app ?? {}

interface Named {
  readonly id?: string | null
  readonly displayName?: string | null
  readonly userPrincipalName?: string | null
}

export const nameOf = ({ id, displayName, userPrincipalName }: Named): string =>
  displayName || userPrincipalName || id || ''

/** A value as a record keeps it: texts without their quotation marks, anything else as JSON. */
export function valueText(json: string | null): string {
  if (json === null) return ''
  try {
    const value: unknown = JSON.parse(json)
    if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ')
    return typeof value === 'string' ? value : json
  } catch {
    return json
  }
}
