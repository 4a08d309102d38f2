import { z } from 'zod'

/** The lists that people may keep views of. */
const savedViewLists = [
  'signIns',
  'directoryAudits',
  'users',
  'deletedUsers',
  'groups',
  'passes',
  'roleAssignments',
  'administrativeUnits',
  'applications',
  'conditionalAccessPolicies',
  'namedLocations',
  'exclusions',
  'exemptPeople',
  'userRegistrationDetails',
  'sessions',
] as const

const text = (most: number) => z.string('must be a text').max(most, `is longer than ${most} characters`)

/** What is asked of the list, in the words of its own query options; what is absent is as the list has it. */
const viewQuery = z.strictObject({
  filter: text(4000).optional().describe('as $filter'),
  search: text(256).optional().describe('as $search, or what was typed to search'),
  orderby: text(200).optional().describe('as $orderby'),
  range: z
    .string('must be a duration such as P7D')
    .regex(/^P(?=.)(\d{1,4}D)?(T(\d{1,4}H)?(\d{1,4}M)?)?$/, 'must be a duration such as P7D or PT4H')
    .optional()
    .describe('how far back, so that the view moves along with time: PT4H, P7D'),
  columns: z
    .array(z.string().regex(/^[\w/.-]{1,100}$/, 'must be the name of a property'), 'must be a list of names')
    .max(60, 'has more than 60 columns')
    .optional()
    .describe('the properties shown, in their order'),
})

const name = z.string('must be a text').trim().min(1, 'must not be empty').max(100, 'is longer than 100 characters')
const list = z.enum(savedViewLists, 'is not a list that views can be kept of')

/** A view of a list that a person keeps. */
export const savedView = z.strictObject({
  id: z.string(),
  list,
  name: z.string(),
  query: viewQuery,
  createdDateTime: z.string(),
  modifiedDateTime: z.string(),
})
export type SavedView = z.infer<typeof savedView>
export type SavedViewQuery = z.infer<typeof viewQuery>

/** The body that keeps a view. */
export const savedViewBody = z.strictObject({ list, name, query: viewQuery })

/** The body that names a view anew, or keeps something else in it; the list stays. */
export const savedViewPatch = z.strictObject({ name: name.optional(), query: viewQuery.optional() })

/** Which views are asked for. */
export const savedViewOptions = z.strictObject({ list: list.optional() })
