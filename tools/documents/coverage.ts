import type { GraphRoute, GraphRoutes } from '../../src/faces/graph/router.ts'
import { coverageAreas } from './graph-operations/areas.ts'
import type { CoverageArea, CoverageRow } from './graph-operations/row.ts'

/** The first part of a path, under which the routes are listed. */
const rootOf = ({ path }: GraphRoute): string => path.split('/')[1] ?? ''

const code = (text: string): string => `\`${text}\``

const routeRow = ({ method, path, operation, anonymous, options = [], summary }: GraphRoute): string =>
  [
    method,
    code(path),
    summary,
    operation ? code(operation) : anonymous ? 'anybody' : 'the own account',
    options.map(code).join(' ') || '–',
  ].join(' | ')

const proofOf = ({ proof }: CoverageRow): string =>
  proof ? `works | [${proof[0]}](../${proof[0]}): *${proof[1]}*` : 'not yet | –'

const areaTable = ({ title, rows }: CoverageArea): string =>
  [
    `### ${title}`,
    '',
    '| tier | verb | address | what for | status | the test that shows it |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.tier} | ${row.method} | ${code(row.path)} | ${row.purpose} | ${proofOf(row)} |`),
  ].join('\n')

function summary(): string {
  const rows = coverageAreas.flatMap((area) => area.rows)
  const told = (['core', 'second'] as const).map((tier) => {
    const ofTier = rows.filter((row) => row.tier === tier)
    return `${ofTier.filter(({ proof }) => proof).length} of ${ofTier.length} ${tier} operations`
  })
  return `${told.join(' and ')} work.`
}

/** Prints `docs/graph-coverage.md` from the operations that concern us, and the routes that are mounted. */
export function printCoverage(routes: GraphRoutes): string {
  const roots = [...new Set(routes.map(rootOf))].toSorted()
  const sections = roots.map((root) => {
    const rows = routes.filter((route) => rootOf(route) === root).map((route) => `| ${routeRow(route)} |`)
    return `### /${root}\n\n| verb | address | what | operation | query options |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`
  })
  return `# Microsoft Graph, as far as Latchkey speaks it

Printed from \`tools/documents/graph-operations\` and the routes of the server; \`UPDATE_DOCS=1\` rewrites it, a test compares it, and another asks whether each address and each test is there.

## What clients of Entra ID ask for

The operations of Microsoft Graph that concern a server whose heart is the Temporary Access Pass: *core* is what real clients need, *second* rounds it off. ${summary()} A test's name with \`%s\` stands for a row of cases.

${coverageAreas.map(areaTable).join('\n\n')}

## Every address

Every address answers under \`/v1.0\` and \`/beta\`. \`/users/{id}\` takes an id or a user principal name, also as \`/users('…')\`, and is \`/me\` for the person signed in. Letter case in paths does not count, and actions and functions may carry \`microsoft.graph.\` and \`()\`. An operation names what a caller must be allowed to do: \`docs/permissions.md\`. A query option that an address does not read is refused, never ignored; so is a \`$top\` outside its range, a property that cannot be filtered or sorted by, and a page token that another list or other options gave out. \`$filter\` knows \`eq ne gt ge lt le in has and or not startswith endswith contains\`, \`any\` and \`all\` over collections, \`isof\` where types stand together, and parentheses, each property the ones it names in its refusal. \`$search\` finds words by their beginning: \`"displayName:ann" OR "mail:x"\`. \`$expand\` answers at most 20 items of a collection and takes a nested \`$select\`. \`Prefer: odata.maxpagesize\` sets the size of a page; \`Prefer: allow-administrator-lockout\` lets a change of access through that is refused because nobody who could undo it would get in any more (ADR 24).

Advanced queries of users, groups and other directory objects want the header \`ConsistencyLevel: eventual\`, as in Entra ID: \`$search\`, \`$count=true\` and \`/$count\`, and with \`$count=true\` also \`ne\`, \`not\`, \`endswith\`, \`contains\`, \`$filter\` together with \`$orderby\`, and a type at the end of the address. Logs, reports and policies take them without it.

${sections.join('\n\n')}
`
}
