import { z } from 'zod'

/** What an export of a log reads beside its filter. */
export const logExportOptions = z.strictObject({
  format: z.enum(['csv', 'jsonl'], 'is csv or jsonl').optional(),
})

const finding = z.strictObject({
  log: z.enum(['directoryAudits', 'signIns']),
  recordId: z.string(),
  sequence: z.number().int().nullable().describe('the place in the chain, where there is one'),
  kind: z.enum([
    'recordEdited',
    'recordDeleted',
    'recordInserted',
    'columnEdited',
    'sealEdited',
    'sealsDeleted',
    'sealingRefused',
  ]),
  message: z.string().describe('the same for people'),
})

/** What came of verifying a part of the logs. */
export const chainVerification = z.strictObject({
  part: z.enum(['newest', 'whole']),
  beganDateTime: z.string(),
  endedDateTime: z.string().nullable().describe('null while a verification of the whole goes on'),
  isIntact: z.boolean().describe('whether nothing wrong was found so far'),
  fromSequence: z.number().int().nullable().describe('the first place of the chain that was looked at'),
  throughSequence: z.number().int().nullable(),
  checkedCount: z.number().int().describe('records looked at, with a place in the chain or without'),
  findingCount: z.number().int(),
  findings: z.array(finding).describe('the first hundred'),
  continueFrom: z.string().nullable().describe('to be sent with the next slice; null at the end'),
})
export type ChainVerification = z.infer<typeof chainVerification>

/** How the chain stands that shows whether the logs were tampered with. */
export const auditChain = z.strictObject({
  head: z
    .strictObject({
      sequence: z.number().int(),
      hash: z.string().describe('64 hexadecimal digits, to be noted elsewhere'),
      sealedDateTime: z.string(),
    })
    .nullable()
    .describe('the last link; null before the first record is sealed'),
  sealedCount: z.number().int().describe('records of both logs that have a place in the chain'),
  waitingCount: z.number().int().describe('records that wait for theirs, up to 10000 of each log'),
  waitingSinceDateTime: z.string().nullable(),
  lastVerification: chainVerification.nullable().describe('the one that ended last; null where none ever did'),
  newest: chainVerification.nullable().describe('the last one of the newest records'),
  whole: chainVerification.nullable().describe('the last one of all, or the one that goes on'),
})
export type AuditChainState = z.infer<typeof auditChain>

/** What is to be verified. */
export const verifyBody = z.strictObject({
  part: z.enum(['newest', 'whole'], 'is newest or whole').optional(),
  continueFrom: z
    .string('must be what the slice before answered')
    .max(500)
    .nullable()
    .optional()
    .describe('of the whole: where the slice before ended; without it, it begins anew'),
})
