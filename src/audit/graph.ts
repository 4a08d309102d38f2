import { answerEntity, answerPage, listQuery } from '../faces/graph/collection.ts'
import { type GraphRoutes, param, type SystemOption } from '../faces/graph/router.ts'
import { directoryAuditShapes } from './rules/shapes.ts'
import { signInShapes } from './rules/sign-in-shapes.ts'
import { wholeSignIn } from './rules/whole-sign-in.ts'
import { findLogRecord, listDirectoryAudits, listSignIns } from './service.ts'

const listOptions: readonly SystemOption[] = ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken']

interface Row {
  readonly record: string
}

const auditToGraph = (row: Row) => JSON.parse(row.record) as Readonly<Record<string, unknown>>
const signInToGraph = (row: Row) => wholeSignIn(auditToGraph(row))

/**
 * The addresses of the logs; version 1.0 leaves out what only beta has.
 *
 * Source: facts/entra.md §10.1, §10.3.
 */
export const auditRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: '/auditLogs/directoryAudits',
    operation: 'auditLogs.read',
    answers: { type: 'microsoft.graph.directoryAudit', collection: true },
    summary: 'List the directory audit, newest first',
    options: listOptions,
    handle: async (kernel, request) => {
      const shape = directoryAuditShapes[request.version]
      const query = listQuery(kernel, request, shape)
      const page = await listDirectoryAudits(kernel, request.actor, query)
      return answerPage(kernel, request, { shape, query, page, toGraph: auditToGraph })
    },
  },
  {
    method: 'GET',
    path: '/auditLogs/directoryAudits/{auditId}',
    operation: 'auditLogs.read',
    answers: { type: 'microsoft.graph.directoryAudit' },
    summary: 'Read one record of the directory audit',
    options: ['$select'],
    handle: async (kernel, request) => {
      const shape = directoryAuditShapes[request.version]
      const found = await findLogRecord(kernel, request.actor, 'directoryAudits', param(request, 'auditId'))
      return answerEntity(kernel, request, { context: shape.name, body: auditToGraph(found), shape })
    },
  },
  {
    method: 'GET',
    path: '/auditLogs/signIns',
    operation: 'signIns.read',
    answers: { type: 'microsoft.graph.signIn', collection: true },
    summary: 'List the sign-ins, newest first; interactive ones unless the filter asks for others',
    options: listOptions,
    handle: async (kernel, request) => {
      const shape = signInShapes[request.version]
      const query = listQuery(kernel, request, shape)
      const page = await listSignIns(kernel, request.actor, query)
      return answerPage(kernel, request, { shape, query, page, toGraph: signInToGraph })
    },
  },
  {
    method: 'GET',
    path: '/auditLogs/signIns/{signInId}',
    operation: 'signIns.read',
    answers: { type: 'microsoft.graph.signIn' },
    summary: 'Read one sign-in',
    options: ['$select'],
    handle: async (kernel, request) => {
      const shape = signInShapes[request.version]
      const found = await findLogRecord(kernel, request.actor, 'signIns', param(request, 'signInId'))
      return answerEntity(kernel, request, { context: shape.name, body: signInToGraph(found), shape })
    },
  },
]
