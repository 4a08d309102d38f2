import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { graph } from './graph-client.ts'

/** One page of a list. */
export interface CollectionPage<Item> {
  readonly '@odata.count'?: number
  readonly '@odata.nextLink'?: string
  readonly value: readonly Item[]
}

/** Query options of a list, with the `$`; empty ones are left out. */
export type ListOptions = Readonly<Record<`$${string}`, string | number | boolean | undefined>>

/** A path with query options, each encoded. */
export function withOptions(path: string, options: ListOptions): string {
  const parts = Object.entries(options).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  )
  return parts.length === 0 ? path : `${path}?${parts.join('&')}`
}

/** The first page of a list; `$search`, `$count` and hard filters need the header that goes along. */
export const readPage = <Item>(address: string, signal?: AbortSignal): Promise<CollectionPage<Item>> =>
  graph(pathOf(address), { headers: { consistencylevel: 'eventual' }, ...(signal && { signal }) })

/** Every item of a list, page after page; for lists known to be short. */
export async function readAll<Item>(path: string, signal?: AbortSignal): Promise<readonly Item[]> {
  const items: Item[] = []
  let next: string | undefined = path
  while (next !== undefined) {
    const page: CollectionPage<Item> = await readPage<Item>(next, signal)
    items.push(...page.value)
    next = page['@odata.nextLink']
  }
  return items
}

/** A list that grows page by page while somebody scrolls. */
export const collectionOptions = <Item>(key: readonly unknown[], path: string) =>
  infiniteQueryOptions({
    queryKey: [...key, path],
    queryFn: ({ pageParam, signal }) => readPage<Item>(pageParam, signal),
    initialPageParam: path,
    getNextPageParam: (page: CollectionPage<Item>) => page['@odata.nextLink'],
    placeholderData: keepPreviousData,
  })

/** A text as a literal of `$filter`. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A page's link names the public address; the browser stays at the one it has. */
const pathOf = (address: string): string =>
  address.startsWith('/') ? address : `${new URL(address).pathname}${new URL(address).search}`
