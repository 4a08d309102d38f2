import { countRecords } from '../../src/audit/count.ts'
import { appendRecords } from '../../src/audit/store.ts'
import { seededRandom } from '../../src/base/random.ts'
import { Secret } from '../../src/base/secret.ts'
import { type FixedClock, fixedClock, instant } from '../../src/base/time.ts'
import { ensureTenant, type TenantRecord } from '../../src/directory/service.ts'
import type { Authorize, Consequences, Kernel } from '../../src/kernel/kernel.ts'
import { KeyRing } from '../../src/kernel/key-ring.ts'
import { createLogger, type Logger } from '../../src/kernel/log.ts'
import { mailServer } from '../../src/kernel/mail.ts'
import { createMetrics } from '../../src/kernel/metrics.ts'
import type { Settings } from '../../src/kernel/settings.ts'
import { SlowHash } from '../../src/kernel/slow-hash.ts'
import { Store } from '../../src/kernel/store.ts'
import { Vault } from '../../src/kernel/vault.ts'
import { consequences } from '../../src/main/compose.ts'
import { authorize } from '../../src/roles/service.ts'
import { systemActor } from './builders.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

/** A kernel on a database of its own, its clock standing at 2026-03-02T08:00:00Z. */
export interface TestKernel extends Kernel, AsyncDisposable {
  readonly clock: FixedClock
  readonly tenant: TenantRecord
  readonly test: TestDatabase
}

interface TestKernelOptions {
  readonly settings?: Partial<Settings>
  /** The real check unless told. */
  readonly authorize?: Authorize
  /** What really follows, unless told. */
  readonly consequences?: Partial<Consequences>
  readonly seed?: number
  /** Connections in the pool on PostgreSQL, as of a test database. */
  readonly poolSize?: number
  /** No country is known unless told. */
  readonly countryOf?: Kernel['countryOf']
  /** Silence unless told. */
  readonly log?: Logger
}

const cheap = { memoryKib: 64, passes: 1, lanes: 1 }
const bounds = { atOnce: 4, waiting: 1000 }

/** Builds a kernel for one test; `await using` removes it with its database. */
export async function openTestKernel(options: TestKernelOptions = {}): Promise<TestKernel> {
  const test = await openTestDatabase(options.poolSize === undefined ? {} : { poolSize: options.poolSize })
  const clock = fixedClock(instant(Date.UTC(2026, 2, 2, 8)))
  const random = seededRandom(options.seed ?? 20260302)
  const vault = new Vault(random.bytes(32), random)
  const found = { id: '' }
  const metrics = createMetrics({ process: false })
  const countryOf = options.countryOf ?? (() => null)
  const append = appendRecords(vault, () => found.id, countryOf)
  const store = new Store({ database: test.database, clock, random, append, committed: countRecords(metrics) })
  const settings = { ...testSettings, databaseAddress: new Secret(test.address), ...options.settings }
  const tenant = await ensureTenant(store, systemActor(), {
    displayName: settings.tenantName,
    domain: settings.domain,
  })
  found.id = tenant.id
  return {
    test,
    store,
    clock,
    random,
    vault,
    keyRing: new KeyRing(store, vault),
    passHash: new SlowHash(cheap, bounds),
    passwordHash: new SlowHash(cheap, bounds),
    mail: mailServer(settings),
    settings,
    log: options.log ?? createLogger('silent'),
    metrics,
    tenant,
    authorize: options.authorize ?? authorize,
    consequences: { ...consequences, ...options.consequences },
    countryOf,
    [Symbol.asyncDispose]: () => test.close(),
  }
}

const testSettings: Settings = {
  host: '127.0.0.1',
  port: 0,
  publicUrl: 'http://localhost:8080',
  managementHost: '127.0.0.1',
  managementPort: 0,
  dataDir: '',
  databaseAddress: new Secret(''),
  tls: undefined,
  trustedProxies: [],
  domain: 'example.com',
  tenantName: 'Example',
  masterKey: undefined,
  logLevel: 'silent',
  passPrompt: 'automatic',
  passHashMemoryKib: 64,
  sessionLifetimeMinutes: 480,
  sessionIdleMinutes: 60,
  graphRequestsPerMinute: 0,
  graphChangesPerMinute: 0,
}
