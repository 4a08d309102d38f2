import { z } from 'zod'

const ids = z.array(z.guid({ error: 'it must be a list of object ids' }), { error: 'it must be a list of object ids' })

/** Which of these groups somebody is in. */
export const checkMemberGroupsBody = z.strictObject({
  groupIds: ids.max(20, { error: 'at most 20 groups can be checked in one request' }),
})

/** Every group somebody is in; all of Latchkey's are security groups. */
export const getMemberGroupsBody = z.strictObject({
  securityEnabledOnly: z.exactOptional(z.boolean({ error: 'it must be true or false' }).nullable()),
})

/** The types of objects that can be asked for by their ids; what Latchkey has none of finds nothing. */
const types = [
  'user',
  'group',
  'directoryRole',
  'administrativeUnit',
  'directoryObject',
  'servicePrincipal',
  'application',
  'device',
  'orgContact',
  'contact',
] as const

const type = z
  .string({ error: 'it must be a list of type names' })
  .transform((name) => name.replace(/^#?microsoft\.graph\./i, ''))
  .pipe(z.enum(types, { error: `a type is one of ${types.join(', ')}` }))

/** Objects by their ids, of some types where those are given. */
export const getByIdsBody = z.strictObject({
  ids: ids.max(1000, { error: 'at most 1000 objects can be asked for in one request' }),
  types: z.exactOptional(z.array(type).nullable()),
})
