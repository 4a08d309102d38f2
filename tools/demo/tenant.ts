import { sql } from 'kysely'
import type { Random } from '../../src/base/random.ts'
import { loadSettings } from '../../src/kernel/config.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { openDatabase } from '../../src/kernel/open.ts'
import type { Settings } from '../../src/kernel/settings.ts'
import { systemRandom } from '../../src/kernel/system.ts'
import { compose, realOutside, systemActor } from '../../src/main/compose.ts'
import { noteReadiness, tallySignIns } from '../../src/overview/service.ts'
import { company } from './company.ts'
import { fillDemoTenant } from './fill.ts'
import type { DemoFolder } from './folder.ts'
import { type AskedDemo, DemoRefused } from './options.ts'
import { issuePersonaPasses, type PersonaPass } from './passes.ts'

/** The settings of a demo: nothing of the environment counts, and no `latchkey.yaml`. */
export const demoSettings = (folder: string, port: number, databaseUrl?: string): Settings =>
  loadSettings(
    {
      LATCHKEY_DATA_DIR: folder,
      LATCHKEY_PORT: String(port),
      LATCHKEY_MANAGEMENT_PORT: '0',
      LATCHKEY_DOMAIN: company.domain,
      LATCHKEY_TENANT_NAME: company.tenantName,
      LATCHKEY_LOG_LEVEL: 'warn',
      ...(databaseUrl === undefined ? {} : { LATCHKEY_DATABASE_URL: databaseUrl }),
    },
    () => undefined,
  )

/** Throws `DemoRefused` unless the database has no table at all. */
export async function requireEmptyDatabase(address: string): Promise<void> {
  const database = await openDatabase({ address, poolSize: 1 })
  try {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') limit 1`.execute(database.reader)
    if (rows.length > 0) {
      throw new DemoRefused(
        'The database has tables in it already. A demo is made in an empty database, and in no other.',
      )
    }
  } finally {
    await database.close()
  }
}

/** Counts what the charts show, which the server would get to in turns. */
async function countHistory(kernel: Kernel): Promise<void> {
  const actor = systemActor('Latchkey demo', systemRandom)
  let links: number
  do links = await tallySignIns(kernel, actor)
  while (links > 0)
  await noteReadiness(kernel, actor)
}

/** Makes the tenant, or takes the one that is kept in the folder, with new passes for its personas. */
export async function prepareTenant(
  settings: Settings,
  folder: DemoFolder,
  asked: Pick<AskedDemo, 'users' | 'days'> & { readonly random: Random; progress(what: string): void },
): Promise<readonly PersonaPass[]> {
  const { kernel, close } = await compose(settings, realOutside(settings))
  try {
    if (folder.tenantId === undefined) {
      const { personas } = await fillDemoTenant(kernel, { ...asked, now: kernel.clock.now() })
      asked.progress('charts')
      await countHistory(kernel)
      await folder.mark(kernel.tenant.id)
      return personas
    }
    if (folder.tenantId !== kernel.tenant.id) {
      throw new DemoRefused(`${folder.path} holds another tenant than the one that a demo made there.`)
    }
    return await issuePersonaPasses(kernel, systemActor('Latchkey demo', systemRandom))
  } finally {
    await close()
  }
}
