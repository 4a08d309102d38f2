import { defineConfig } from 'vitest/config'

/** Files that need a database, run once on SQLite and once on PostgreSQL; every other test in src is pure. */
const withDatabase = [
  'src/**/{service,store}*.test.ts',
  'src/**/*.http.test.ts',
  'src/kernel/{command,jobs,key-ring,migrate,odata,open,outbox}*.test.ts',
  'tests/**/*.test.ts',
  'tests/fuzz/**/*.fuzz.ts',
]

export default defineConfig({
  test: {
    pool: 'forks',
    isolate: false,
    experimental: { viteModuleRunner: false, nodeLoader: false },
    maxWorkers: '100%',
    allowOnly: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ['default', './tests/kit/reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['src/**/*.test.ts', 'contract/**/*.test.ts', 'web/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: withDatabase,
        },
      },
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: withDatabase,
          env: { LATCHKEY_TEST_DATABASE: 'sqlite' },
          globalSetup: './tests/kit/setup-sqlite.ts',
          setupFiles: './tests/conformance/setup.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: withDatabase,
          env: { LATCHKEY_TEST_DATABASE: 'postgres' },
          globalSetup: './tests/kit/setup-postgres.ts',
          setupFiles: './tests/conformance/setup.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.spec.ts'],
          env: { LATCHKEY_TEST_DATABASE: 'sqlite' },
          globalSetup: './tests/kit/setup-sqlite.ts',
          setupFiles: './tests/conformance/setup.ts',
          testTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
