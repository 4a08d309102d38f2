import { z } from 'zod'
import { auditChain, chainVerification, logExportOptions, verifyBody } from '../../contract/api/logs.ts'
import { Refusal } from '../base/refusal.ts'
import { toIso } from '../base/time.ts'
import type { ApiRoutes } from '../faces/api/router.ts'
import { parseBody, parseOptions } from '../faces/graph/body.ts'
import { listQuery } from '../faces/graph/collection.ts'
import type { GraphRequest, GraphResponse } from '../faces/graph/router.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { chainToApi, verificationToApi } from './api/to-api.ts'
import type { LogName } from './rules/chain.ts'
import { directoryAuditShapes } from './rules/shapes.ts'
import { signInShapes } from './rules/sign-in-shapes.ts'
import { type DownloadFormat, downloadLog, readAuditChain, verifyAuditChain } from './service.ts'

const types = { csv: 'text/csv; charset=utf-8; header=present', jsonl: 'application/jsonl; charset=utf-8' } as const

const shapes = { directoryAudits: directoryAuditShapes.beta, signIns: signInShapes.beta } as const

const nameOf = (log: LogName, format: DownloadFormat, at: string): string =>
  `${log}_${at.slice(0, 19).replaceAll(':', '-')}Z.${format}`

const exportOf =
  (log: LogName) =>
  async (kernel: Kernel, request: GraphRequest): Promise<GraphResponse> => {
    const { format = 'csv' } = parseOptions(logExportOptions, request)
    const query = listQuery(kernel, request, shapes[log])
    const filter = request.query.get('$filter')
    const stream = await downloadLog(kernel, request.actor, log, { query, filter, format })
    const name = nameOf(log, format, toIso(kernel.clock.now()))
    return {
      status: 200,
      headers: { 'content-type': types[format], 'content-disposition': `attachment; filename="${name}"` },
      stream,
    }
  }

async function postVerify(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { part = 'newest', continueFrom } = parseBody(verifyBody, request)
  if (part === 'newest' && typeof continueFrom === 'string') {
    const message = 'continueFrom goes with the whole: send "part": "whole", or leave it out.'
    throw new Refusal('malformedRequest', message, { field: 'continueFrom' })
  }
  const found = await verifyAuditChain(kernel, request.actor, { part, continueFrom: continueFrom ?? undefined })
  return { status: 200, body: verificationToApi(found) }
}

const exported = { schema: z.string(), types: ['text/csv', 'application/jsonl'] } as const

/** What Graph's logs have no word for: taking them away, and whether they are as they were written. */
export const logRoutes: ApiRoutes = [
  {
    method: 'GET',
    path: '/auditLogs/directoryAudits/export',
    operation: 'auditLogs.read',
    summary:
      "Take the directory audit away as CSV, or as JSON lines that are the objects of Graph's beta, newest first",
    options: ['$filter', '$orderby'],
    asks: logExportOptions,
    streams: true,
    answers: exported,
    handle: exportOf('directoryAudits'),
  },
  {
    method: 'GET',
    path: '/auditLogs/signIns/export',
    operation: 'signIns.read',
    summary: "Take the sign-ins away as CSV, or as JSON lines that are the objects of Graph's beta, newest first",
    options: ['$filter', '$orderby'],
    asks: logExportOptions,
    streams: true,
    answers: exported,
    handle: exportOf('signIns'),
  },
  {
    method: 'GET',
    path: '/auditChain',
    operation: 'auditLogs.read',
    summary: 'Say how the chain stands that shows tampering: its end, what waits, and what the last verification found',
    answers: { schema: auditChain },
    handle: async (kernel, { actor }) => ({ status: 200, body: chainToApi(await readAuditChain(kernel, actor)) }),
  },
  {
    method: 'POST',
    path: '/auditChain/verify',
    operation: 'auditLogs.read',
    summary: 'Verify the newest records, or a slice of the whole, which the next one continues; a few seconds at most',
    reads: verifyBody,
    answers: { schema: chainVerification },
    handle: postVerify,
  },
]
