import { type ListOptions, literal, withOptions } from '../../api/collection.ts'
import { searched } from '../../api/directory-search.ts'

/** What the list of users is asked for; it stands in the address of the page, each part under its own name. */
export interface UserSearch {
  readonly search: string
  readonly filters: UserFilters
  /** A property of Graph, with a minus before it where the order is reversed. */
  readonly sort: string
}

export type FilterName = (typeof filterNames)[number]
export type UserFilters = Readonly<Partial<Record<FilterName, string>>>

/** In the order they are offered. */
export const filterNames = [
  'enabled',
  'type',
  'department',
  'jobTitle',
  'createdFrom',
  'createdTo',
  'hiredFrom',
  'hiredTo',
] as const

const standardSort = 'displayName'

const sortable: readonly string[] = ['displayName', 'userPrincipalName', 'mail', 'createdDateTime']

/** Reads the address; what it does not know in it counts for nothing. */
export function readSearch(params: URLSearchParams): UserSearch {
  const sort = params.get('sort') ?? standardSort
  const filters = filterNames.flatMap((name) => {
    const value = params.get(name)?.trim() ?? ''
    return isValue(name, value) ? [[name, value] as const] : []
  })
  return {
    search: params.get('search') ?? '',
    filters: Object.fromEntries(filters),
    sort: sortable.includes(sort.replace(/^-/, '')) ? sort : standardSort,
  }
}

/** The address for a search; parts that ask for nothing are left out of it. */
export function writeSearch({ search, filters, sort }: UserSearch): URLSearchParams {
  const params = new URLSearchParams()
  if (search !== '') params.set('search', search)
  for (const name of filterNames) if (filters[name]) params.set(name, filters[name])
  if (sort !== standardSort) params.set('sort', sort)
  return params
}

const isDate = /^\d{4}-\d{2}-\d{2}$/

function isValue(name: FilterName, value: string): boolean {
  if (name === 'enabled') return value === 'yes' || value === 'no'
  if (name === 'type') return value === 'Member' || value === 'Guest'
  if (name === 'department' || name === 'jobTitle') return value !== ''
  return isDate.test(value) && !Number.isNaN(Date.parse(value))
}

const pageSize = 100

/** The first page of the users a search asks for, with these properties; days are those of the reader's zone. */
export const addressOf = ({ search, filters, sort }: UserSearch, properties: readonly string[]): string =>
  withOptions('/v1.0/users', {
    $select: [...new Set(['id', 'displayName', 'userPrincipalName', 'accountEnabled', ...properties])].join(','),
    $top: pageSize,
    ...(!isCountedApart({ search, filters }) && { $count: true }),
    $orderby: orderOf(sort),
    ...(search.trim() && { $search: searchOf(search) }),
    ...filterOf(filters),
  })

type Asked = Pick<UserSearch, 'search' | 'filters'>

/** Counting what a text finds takes the server longer than finding the first of them, so the rows come first. */
export const isCountedApart = ({ search, filters }: Asked): boolean =>
  search.trim() !== '' && Object.keys(filters).length === 0

/** Where the server counts what a search finds. */
export const countAddressOf = ({ search }: Asked): string =>
  withOptions('/v1.0/users/$count', { $search: searchOf(search) })

const searchOf = (text: string): string =>
  searched(text, ['displayName', 'userPrincipalName', 'mail', 'givenName', 'surname'])

const orderOf = (sort: string): string => (sort.startsWith('-') ? `${sort.slice(1)} desc` : sort)

function filterOf(filters: UserFilters): ListOptions {
  const conditions = filterNames.flatMap((name) => {
    const value = filters[name]
    return value === undefined ? [] : [conditionOf(name, value)]
  })
  return conditions.length === 0 ? {} : { $filter: conditions.join(' and ') }
}

function conditionOf(name: FilterName, value: string): string {
  switch (name) {
    case 'enabled':
      return `accountEnabled eq ${value === 'yes'}`
    case 'type':
      return `userType eq ${literal(value)}`
    case 'department':
    case 'jobTitle':
      return `startswith(${name},${literal(value)})`
    case 'createdFrom':
      return `createdDateTime ge ${dayStart(value)}`
    case 'createdTo':
      return `createdDateTime lt ${dayStart(value, 1)}`
    case 'hiredFrom':
      return `employeeHireDate ge ${dayStart(value)}`
    case 'hiredTo':
      return `employeeHireDate lt ${dayStart(value, 1)}`
  }
}

/** When a day begins in the reader's zone, or one that comes so many days later, in UTC. */
export function dayStart(date: string, daysLater = 0): string {
  const at = new Date(`${date}T00:00:00`)
  at.setDate(at.getDate() + daysLater)
  return at.toISOString()
}

/** The day in the reader's zone, as a date field has it; the opposite of `dayStart`. */
export function dayOf(iso: string): string {
  const at = new Date(iso)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
