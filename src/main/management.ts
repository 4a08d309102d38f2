import { buildManagement, type Phase } from '../faces/management.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { pendingMigrations } from '../kernel/migrate.ts'
import type { Database } from '../kernel/open.ts'

/** The management listener of a process. */
export interface Management {
  /** Where it listens: `http://127.0.0.1:9090`. */
  readonly address: string
  /** Tells the probes how far the process is. */
  enter(phase: Phase): void
  close(): Promise<void>
}

/** Begins to listen for probes and Prometheus, the process still being about to start. */
export async function startManagement({ settings, metrics, log }: Kernel, database: Database): Promise<Management> {
  let phase: Phase = 'starting'
  const server = buildManagement({
    metrics,
    log,
    phase: () => phase,
    lacking: async () => ((await pendingMigrations(database)).length > 0 ? 'the schema is not up to date' : undefined),
  })
  const { managementHost: host, managementPort: port } = settings
  const address = await server.listen({ host, port }).catch((error: unknown) => {
    throw new Error(
      `The management listener cannot use ${host}:${port}; set LATCHKEY_MANAGEMENT_PORT (or _HOST) to another.`,
      { cause: error },
    )
  })
  return {
    address,
    enter: (next) => {
      phase = next
    },
    close: () => server.close(),
  }
}
