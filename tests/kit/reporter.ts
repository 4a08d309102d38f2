import type { Reporter, TestModule, TestProject, Vitest } from 'vitest/node'

const places: Readonly<Record<string, string>> = {
  pure: 'pure',
  sqlite: 'on SQLite',
  postgres: 'on PostgreSQL',
  browser: 'in Chromium',
}

/**
 * Ends every run with where the tests ran and the plain line `N passed, N failed`.
 *
 * A file that does not load, an error outside a test and a skipped test count as failures.
 * The lines are written when the process ends, so that nothing comes after them.
 */
export default class CountingReporter implements Reporter {
  readonly #ran = new Map<string, number>()
  #passed = 0
  #failed = 0
  #skipped = 0
  #filtered = false

  onInit(vitest: Vitest): void {
    this.#filtered = vitest.config.testNamePattern !== undefined
    process.once('exit', (code) => this.#conclude(code))
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    this.#passed = 0
    this.#failed = errors.length
    this.#skipped = 0
    this.#ran.clear()
    for (const module of modules) this.#count(module)
  }

  #count(module: TestModule): void {
    const failedBefore = this.#failed
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') this.#passed++
      else if (state === 'skipped') this.#skipped++
      else this.#failed++
      if (state !== 'skipped') this.#note(module.project)
    }
    if (module.state() === 'failed' && this.#failed === failedBefore) this.#failed++
  }

  #note(project: Pick<TestProject, 'name'>): void {
    this.#ran.set(project.name, (this.#ran.get(project.name) ?? 0) + 1)
  }

  #conclude(code: number): void {
    const skippedCount = this.#filtered ? 0 : this.#skipped
    const failed = this.#failed + skippedCount || (code === 0 ? 0 : 1)
    if (failed > 0 && code === 0) process.exitCode = 1
    const where = Object.entries(places).map(([name, place]) => `${this.#ran.get(name) ?? 0} ${place}`)
    const skipped = skippedCount > 0 ? `; ${skippedCount} skipped, which counts as failed` : ''
    process.stdout.write(`\nTests that ran: ${where.join(', ')}${skipped}\n${this.#passed} passed, ${failed} failed\n`)
  }
}
