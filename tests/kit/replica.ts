import { countRecords } from '../../src/audit/count.ts'
import { appendRecords } from '../../src/audit/store.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { KeyRing } from '../../src/kernel/key-ring.ts'
import { openDatabase } from '../../src/kernel/open.ts'
import { Store } from '../../src/kernel/store.ts'
import { productFaces } from '../../src/main/serve.ts'
import { buildServer, type HttpServer } from '../../src/main/server.ts'
import type { TestKernel } from './kernel.ts'

/** Another server of the same installation: its own connections and memory, the same database, keys and clock. */
export interface Replica extends AsyncDisposable {
  readonly kernel: Kernel
  /** Every face of the product; nothing listens. */
  readonly server: HttpServer
}

export async function openReplica(first: TestKernel): Promise<Replica> {
  const { clock, random, vault, metrics, tenant, test } = first
  const database = await openDatabase({ address: test.address, synchronous: 'off', poolSize: 4 })
  const append = appendRecords(vault, () => tenant.id)
  const store = new Store({ database, clock, random, append, committed: countRecords(metrics) })
  const kernel: Kernel = { ...first, store, keyRing: new KeyRing(store, vault) }
  const server = await buildServer({ kernel, faces: await productFaces(kernel) })
  return {
    kernel,
    server,
    [Symbol.asyncDispose]: async () => {
      await server.close()
      await database.close()
    },
  }
}
