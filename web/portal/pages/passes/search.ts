import { literal, withOptions } from '../../api/collection.ts'
import { momentOf } from '../../format/moment.ts'

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
  /** Those alone that end at this moment or later, and start at that or earlier; empty: whenever. */
  readonly endFrom: string
  readonly startTo: string
  /** A property, with a minus before it where the order is reversed. */
  readonly sort: string
}

const firstSort = 'endDateTime'

export const readSearch = (params: URLSearchParams): PassSearch => ({
  state: passStates.find((state) => state === params.get('state')),
  userId: params.get('user') ?? '',
  isUnused: params.has('unused'),
  endFrom: momentOf(params.get('endFrom')),
  startTo: momentOf(params.get('startTo')),
  sort: params.get('sort') ?? firstSort,
})

export function writeSearch({ state, userId, isUnused, endFrom, startTo, sort }: PassSearch): URLSearchParams {
  const params = new URLSearchParams()
  if (state) params.set('state', state)
  if (userId) params.set('user', userId)
  if (isUnused) params.set('unused', '')
  if (endFrom) params.set('endFrom', endFrom)
  if (startTo) params.set('startTo', startTo)
  if (sort !== firstSort) params.set('sort', sort)
  return params
}

/** Whether fewer are asked for than there are in the state. */
export const isNarrowed = ({ userId, isUnused, endFrom, startTo }: PassSearch): boolean =>
  isUnused || [userId, endFrom, startTo].some((part) => part !== '')

/** What the server is asked. */
export function addressOf({ state, userId, isUnused, endFrom, startTo, sort }: PassSearch): string {
  const conditions = [
    state && `state eq ${literal(state)}`,
    userId && `userId eq ${literal(userId)}`,
    isUnused && 'lastUsedDateTime eq null',
    endFrom && `endDateTime ge ${endFrom}`,
    startTo && `startDateTime le ${startTo}`,
  ].filter(Boolean)
  return withOptions('/api/v1/temporaryAccessPasses', {
    $count: true,
    $orderby: sort.startsWith('-') ? `${sort.slice(1)} desc` : sort,
    $filter: conditions.join(' and '),
  })
}
