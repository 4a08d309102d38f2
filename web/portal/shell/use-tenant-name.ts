import { useQuery } from '@tanstack/react-query'
import { organization } from '../api/me.ts'

/** What the tenant is called; the product's name until it is known. */
export const useTenantName = (): string => useQuery(organization).data?.displayName ?? 'Latchkey'
