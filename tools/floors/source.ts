import { type Comment, type Program, parseSync, Visitor } from 'oxc-parser'

/** One import of a file, static or dynamic, also `export … from` and `import('…')` as a type. */
export interface Import {
  readonly from: string
  readonly names: readonly string[]
  readonly typeOnly: boolean
}

/** A parsed file: what it imports, what it uses without importing, and its comments. */
export interface Source {
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
  /** Dotted names as written: `Date.now`, `setTimeout`, `test.skip`; `new Date` only without arguments. */
  readonly uses: ReadonlySet<string>
  /** Whether `sql.raw` is given a text put together on the spot. */
  readonly composesRawSql: boolean
  readonly comments: readonly Comment[]
}

export function parse(path: string, text: string): Source {
  const { program, module, comments, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  const imports: Import[] = [
    ...module.staticImports.map((found) => ({
      from: found.moduleRequest.value,
      names: found.entries.map((entry) => entry.importName.name ?? ''),
      typeOnly: found.entries.length > 0 && found.entries.every((entry) => entry.isType),
    })),
    ...module.staticExports
      .flatMap((found) => found.entries)
      .flatMap((entry) =>
        entry.moduleRequest
          ? [{ from: entry.moduleRequest.value, names: [entry.importName.name ?? ''], typeOnly: entry.isType }]
          : [],
      ),
  ]
  return { path, text, imports: [...imports, ...importExpressions(program)], ...usage(program), comments }
}

function importExpressions(program: Program): readonly Import[] {
  const found: Import[] = []
  new Visitor({
    ImportExpression: ({ source }) => {
      const from = source.type === 'Literal' ? String(source.value) : '(computed)'
      found.push({ from, names: [], typeOnly: false })
    },
    TSImportType: ({ source }) => void found.push({ from: source.value, names: [], typeOnly: true }),
  }).visit(program)
  return found
}

function usage(program: Program): Pick<Source, 'uses' | 'composesRawSql'> {
  const uses = new Set<string>()
  let composesRawSql = false
  new Visitor({
    MemberExpression: (node) => {
      if (node.object.type === 'Identifier' && node.property.type === 'Identifier') {
        uses.add(`${node.object.name}.${node.property.name}`)
      }
    },
    CallExpression: ({ callee, arguments: [first] }) => {
      if (callee.type === 'Identifier') uses.add(callee.name)
      const isRaw =
        callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'raw'
      if (isRaw && (first?.type === 'TemplateLiteral' || first?.type === 'BinaryExpression')) composesRawSql = true
    },
    NewExpression: ({ callee, arguments: given }) => {
      if (callee.type === 'Identifier' && given.length === 0) uses.add(`new ${callee.name}`)
    },
  }).visit(program)
  return { uses, composesRawSql }
}
