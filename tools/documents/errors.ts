import { type RefusalCode, refusalCodes } from '../../src/base/refusal.ts'
import { graphCode, graphStatus } from '../../src/faces/graph/errors.ts'

const codes = Object.keys(refusalCodes) as RefusalCode[]

const rowOf = (code: RefusalCode): string => {
  const { kind, when } = refusalCodes[code]
  const names = [graphCode(code, kind, false), graphCode(code, kind, true)]
  const graph = names[0] === names[1] ? `\`${names[0]}\`` : `\`${names[0]}\`, \`${names[1]}\``
  return `| \`${code}\` | ${graphStatus(code, kind)} | ${graph} | ${when} |`
}

/** Prints `docs/errors.md` from the catalogue of refusals and what Graph answers for each. */
export const printErrors = (): string => `# What the server says no with

Printed from \`src/base/refusal.ts\` and \`src/faces/graph/errors.ts\`; \`UPDATE_DOCS=1\` rewrites it, a test compares it.

Graph answers \`{"error":{"code","message","target"?,"innerError":{"code","date","request-id","client-request-id"}}}\`. \`error.code\` is Graph's, coarse; where there are two, the second is that of \`/users/{id}/authentication/…\` and of the authentication methods policy. \`innerError.code\` is the code of the first column, exact and stable. A fault of the server itself is a 500 with \`UnknownError\` or \`generalException\`, a fixed text and the request's number, under which the log has the rest. 429 and 503 carry \`Retry-After\` in seconds; 401 carries \`WWW-Authenticate\`.

| code | status | Graph | when |
| --- | --- | --- | --- |
${codes.map(rowOf).join('\n')}
`
