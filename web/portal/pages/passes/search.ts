import { literal, withOptions } from '../../api/collection.ts'

export const passStates = ['live', 'upcoming', 'expired', 'used'] as const

export type PassState = (typeof passStates)[number]

/** What the list of passes is asked for, as it stands in the address of the page. */
export interface PassSearch {
  /** Without one: those that are live, and those to come. */
  readonly state: PassState | undefined
  /** Empty: everybody's. */
  readonly userId: string
  /** Whether those that were used at least once are left out. */
  readonly isUnused: boolean
  /** A property, with a minus before it where the order is reversed. */
  readonly sort: string
}

const firstSort = 'endDateTime'

export const readSearch = (params: URLSearchParams): PassSearch => ({
  state: passStates.find((state) => state === params.get('state')),
  userId: params.get('user') ?? '',
  isUnused: params.has('unused'),
  sort: params.get('sort') ?? firstSort,
})

export function writeSearch({ state, userId, isUnused, sort }: PassSearch): URLSearchParams {
  const params = new URLSearchParams()
  if (state) params.set('state', state)
  if (userId) params.set('user', userId)
  if (isUnused) params.set('unused', '')
  if (sort !== firstSort) params.set('sort', sort)
  return params
}

/** What the server is asked. */
export function addressOf({ state, userId, isUnused, sort }: PassSearch): string {
  const conditions = [
    state && `state eq ${literal(state)}`,
    userId && `userId eq ${literal(userId)}`,
    isUnused && 'lastUsedDateTime eq null',
  ].filter(Boolean)
  return withOptions('/api/v1/temporaryAccessPasses', {
    $count: true,
    $orderby: sort.startsWith('-') ? `${sort.slice(1)} desc` : sort,
    $filter: conditions.join(' and '),
  })
}
