/**
 * The floors of the building, lowest first: which files stand on each and what they may import.
 *
 * `tools/floors.test.ts` enforces this table and prints it into `docs/architecture.md`.
 */
export type FloorName =
  | 'base'
  | 'rules'
  | 'kernel'
  | 'store'
  | 'service'
  | 'face'
  | 'main'
  | 'contract'
  | 'web'
  | 'portal'

interface Floor {
  /** Globs, relative to the repository; the first floor that matches in `precedence` owns the file. */
  readonly files: readonly string[]
  /** Floors whose files it may import. */
  readonly floors: readonly FloorName[]
  /** Packages it may import: names, `@scope/*`, `node:*`; `any` is every production dependency but the reserved ones. */
  readonly packages: readonly string[]
  readonly note: string
}

export const floors: Readonly<Record<FloorName, Floor>> = {
  base: {
    files: ['src/base/**'],
    floors: ['base'],
    packages: [],
    note: 'no time, randomness, I/O or environment',
  },
  rules: {
    files: ['src/**/rules.ts', 'src/**/rules/**/*.ts', 'src/**/tables.ts'],
    floors: ['base', 'rules'],
    packages: [],
    note: 'pure; `tables.ts` holds types only, and those may come from Kysely',
  },
  kernel: {
    files: ['src/kernel/**', 'src/migrations/**'],
    floors: ['base', 'rules', 'kernel'],
    packages: ['any', 'node:*', 'kysely', 'pg', 'better-sqlite3'],
    note: 'knows no slice beyond its rules and row types; zod only where settings are read',
  },
  store: {
    files: ['src/**/store.ts', 'src/**/store/*.ts'],
    floors: ['base', 'rules', 'kernel', 'store'],
    packages: ['kysely'],
    note: 'own tables and own store only',
  },
  service: {
    files: ['src/**'],
    floors: ['base', 'rules', 'kernel', 'store', 'service'],
    packages: ['any', 'node:*'],
    note: 'own store; other slices through their `service.ts` or `method.ts`',
  },
  face: {
    files: ['src/faces/**', 'src/**/{graph,api,signin,scim,cli,index}.ts', 'src/**/{graph,api,scim,cli}/*.ts'],
    floors: ['base', 'rules', 'kernel', 'service', 'face', 'contract'],
    packages: ['any', 'node:*', 'fastify', '@fastify/*', 'zod', 'commander', 'cli-table3'],
    note: 'authenticates, parses, calls one service function, answers',
  },
  main: {
    files: ['src/main/**'],
    floors: ['base', 'rules', 'kernel', 'store', 'service', 'face', 'main', 'contract'],
    packages: ['any', 'node:*', 'fastify', '@fastify/*', 'commander', 'cli-table3'],
    note: 'composes everything by hand',
  },
  contract: {
    files: ['contract/**'],
    floors: ['contract'],
    packages: ['zod'],
    note: 'wire shapes; neither Node nor DOM types',
  },
  web: {
    files: ['web/**'],
    floors: ['contract', 'web'],
    packages: ['@simplewebauthn/browser'],
    note: 'the pages for everybody; nothing of the server',
  },
  portal: {
    files: ['web/portal/**'],
    floors: ['contract', 'portal'],
    packages: ['@fluentui/*', '@tanstack/*', 'jose', 'qrcode', 'react', 'react-dom', 'react-router', 'zod'],
    note: 'the admin center; nothing of the server, which it reaches through Graph and `/api/v1` alone',
  },
}

/** Where several globs match a file, the floor named first here owns it. */
export const precedence: readonly FloorName[] = [
  'main',
  'contract',
  'portal',
  'web',
  'base',
  'kernel',
  'rules',
  'store',
  'face',
  'service',
]

/** Packages that `any` does not cover: a floor that may import one names it. */
export const reserved = ['kysely', 'pg', 'better-sqlite3', 'fastify', '@fastify/*', 'zod', 'commander', 'cli-table3']

/** Single files that may do what their floor may not. */
export const exceptions: Readonly<Record<string, readonly string[]>> = {
  'src/kernel/config.ts': ['zod', 'process.env'],
  'src/kernel/trusted-attestations.ts': ['zod'],
  'src/kernel/system.ts': ['ambient time or randomness', 'timer'],
  'src/kernel/jobs.ts': ['ambient time or randomness', 'timer'],
  'src/kernel/fetch.ts': ['fetch'],
}

/** Service files that other slices may import. */
export const doors = ['service.ts', 'method.ts']

/** The table as Markdown. */
export function printFloors(): string {
  const rows = Object.entries(floors).map(([name, floor]) => {
    const files = name === 'service' ? ['any other file of a slice'] : floor.files.map((glob) => `\`${glob}\``)
    return [name, files.join(', '), floor.floors.join(', '), code(floor.packages), floor.note]
  })
  const lines = [['floor', 'files', 'may import', 'packages', 'and'], Array(5).fill('---'), ...rows]
  const exempt = Object.entries(exceptions).map(([file, what]) => `\`${file}\`: ${what.join(', ')}`)
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n\nExceptions: ${exempt.join('; ')}.`
}

const code = (packages: readonly string[]): string =>
  packages.map((name) => (name === 'any' ? 'any dependency' : `\`${name}\``)).join(', ') || '–'
