import { z } from 'zod'

const person = z.strictObject({
  id: z.string().nullable(),
  displayName: z.string().nullable(),
  userPrincipalName: z.string().nullable(),
})

const actor = person.extend({
  kind: z.enum(['user', 'application', 'server', 'nobody']).describe('`nobody`: somebody who was not signed in yet'),
})

/** What happened, as far as it hangs together with the correlation id. */
const correlationEvent = z.strictObject({
  id: z.string().describe('of the record, or made up for what no record tells'),
  dateTime: z.string(),
  kind: z.enum([
    'passIssued',
    'passTried',
    'passSpent',
    'passReplaced',
    'passDeleted',
    'passExpired',
    'registrationStarted',
    'methodRegistered',
    'methodChanged',
    'signIn',
    'change',
  ]),
  title: z.string().describe("of an audit its activity, in Entra's words"),
  result: z.enum(['success', 'interrupted', 'failure']).describe('`interrupted`: more was asked for'),
  reason: z.string().nullable(),
  errorCode: z.number().int().nullable().describe('of a sign-in'),
  actor: actor.nullable().describe('null for what the clock did'),
  target: person.nullable().describe('the user, group or policy it was done to'),
  ipAddress: z.string().nullable(),
  application: z.strictObject({ appId: z.string().nullable(), displayName: z.string().nullable() }).nullable(),
  correlationId: z.string().nullable().describe('its own; null for what no record tells'),
  isAsked: z.boolean().describe('whether it carries the correlation id that was asked for'),
  passId: z.string().nullable().describe('the Temporary Access Pass it concerns'),
  sessionId: z.string().nullable(),
  values: z
    .array(z.strictObject({ name: z.string(), oldValue: z.string().nullable(), newValue: z.string().nullable() }))
    .describe('what changed; never a code'),
  record: z
    .string()
    .nullable()
    .describe('where Graph has the record, below its version: /auditLogs/signIns/{id}; null for what no record tells'),
})
export type CorrelationEvent = z.infer<typeof correlationEvent>

const correlatedPass = z.strictObject({
  id: z.string(),
  user: person,
  issuedDateTime: z.string(),
  startDateTime: z.string().nullable(),
  endDateTime: z.string().nullable(),
  isUsableOnce: z.boolean().nullable(),
})

/** The story of one correlation id. */
export const correlation = z.strictObject({
  correlationId: z.string(),
  fromDateTime: z.string(),
  toDateTime: z.string(),
  leftOut: z
    .array(z.enum(['directoryAudits', 'signIns']))
    .describe('the logs that the caller may not read, so that the story has gaps'),
  isTruncated: z.boolean().describe('whether there is more than is told'),
  passes: z.array(correlatedPass).describe('the Temporary Access Passes it concerns'),
  events: z.array(correlationEvent).describe('in the order of time, at most 500'),
})
export type Correlation = z.infer<typeof correlation>
