import type { GraphRoute, GraphRoutes } from './router.ts'

/** The first part of a path, under which the routes are listed. */
const rootOf = ({ path }: GraphRoute): string => path.split('/')[1] ?? ''

const code = (text: string): string => `\`${text}\``

const rowOf = ({ method, path, operation, options = [], summary }: GraphRoute): string =>
  [
    method,
    code(path),
    summary,
    operation ? code(operation) : 'the own account',
    options.map(code).join(' ') || '–',
  ].join(' | ')

/** Prints `docs/graph-coverage.md` from the routes that are mounted. */
export function printCoverage(routes: GraphRoutes): string {
  const roots = [...new Set(routes.map(rootOf))].toSorted()
  const sections = roots.map((root) => {
    const rows = routes.filter((route) => rootOf(route) === root).map((route) => `| ${rowOf(route)} |`)
    return `## /${root}\n\n| verb | address | what | operation | query options |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`
  })
  return `# Microsoft Graph, as far as Latchkey speaks it

Printed from the routes of the server; \`UPDATE_DOCS=1\` rewrites it, a test compares it.

Every address answers under \`/v1.0\` and \`/beta\`. \`/users/{id}\` takes an id or a user principal name, also as \`/users('…')\`, and is \`/me\` for the person signed in. Letter case in paths does not count, and actions and functions may carry \`microsoft.graph.\` and \`()\`. An operation names what a caller must be allowed to do: \`docs/permissions.md\`. A query option that an address does not read is refused, never ignored; so is a \`$top\` outside its range, a property that cannot be filtered or sorted by, and a page token that another list or other options gave out. \`$filter\` knows \`eq ne gt ge lt le in and or not startswith endswith contains\` and parentheses, each property the ones it names in its refusal. \`ConsistencyLevel: eventual\` may be sent and is not needed.

${sections.join('\n\n')}
`
}
