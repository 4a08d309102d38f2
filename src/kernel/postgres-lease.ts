import type { CompiledQuery, QueryResult } from 'kysely'
import type pg from 'pg'

/** More different statements than the product has; what lies beyond is parsed and planned each time. */
const mostNames = 512
const isWorthPlanning = /^(?:select|insert|update|delete|with)\b/i

/**
 * Names for statements, the same on every connection of the process, so that each connection plans one once.
 *
 * Source: performance.md, rule 3.
 */
export class StatementNames {
  readonly #names = new Map<string, string>()

  /** The statement's name, or nothing for one too many. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= mostNames || !isWorthPlanning.test(text)) return known
    const name = `latchkey_${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}

/**
 * A connection of the pool for one read or one write, taken when its first statement comes.
 *
 * Statements that do not wait for one another's rows go out together and cost one round trip; `begin` goes with the first.
 */
export class Lease {
  readonly #pool: pg.Pool
  readonly #names: StatementNames
  readonly #purpose: 'read' | 'write'
  #client: Promise<pg.PoolClient> | undefined

  constructor(pool: pg.Pool, names: StatementNames, purpose: 'read' | 'write') {
    this.#pool = pool
    this.#names = names
    this.#purpose = purpose
  }

  async execute({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<unknown>> {
    this.#client ??= this.#take()
    const client = await this.#client
    const name = this.#names.nameOf(text)
    const result = await client.query({ text, values: [...parameters], ...(name === undefined ? {} : { name }) })
    const { command, rowCount, rows } = result
    return command === 'SELECT' ? { rows } : { rows, numAffectedRows: BigInt(rowCount ?? 0) }
  }

  /** Commits a write, and gives the connection back. Fails when the database rolled back instead. */
  async finish(): Promise<void> {
    const client = await this.#client
    if (client && this.#purpose === 'write') {
      const { command } = await client.query('commit')
      if (command === 'ROLLBACK') throw new Error('PostgreSQL rolled a write back instead of committing it')
    }
    client?.release()
  }

  /** Rolls a write back, and gives the connection back; one that cannot even do that is thrown away. */
  async undo(): Promise<void> {
    const client = await this.#client?.catch(() => undefined)
    if (!client) return
    try {
      if (this.#purpose === 'write') await client.query('rollback')
      client.release()
    } catch {
      client.release(true)
    }
  }

  async #take(): Promise<pg.PoolClient> {
    const client = await this.#pool.connect()
    if (this.#purpose === 'write') {
      client.query('begin').catch(() => {
        // Whatever is asked next on this connection fails for the same reason.
      })
    }
    return client
  }
}
