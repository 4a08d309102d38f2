import { portalApp } from '../access/rules.ts'
import { unitConsequences } from '../administrative-units/service.ts'
import { countRecords } from '../audit/count.ts'
import { appendRecords } from '../audit/store.ts'
import { type SystemActor, serverOrigin } from '../base/actor.ts'
import { type Random, uuid } from '../base/random.ts'
import type { Clock } from '../base/time.ts'
import { forgetCeremoniesOf } from '../ceremonies/service.ts'
import { ensureTenant } from '../directory/service.ts'
import { Countries } from '../kernel/countries.ts'
import type { Consequences, Kernel, Tenant } from '../kernel/kernel.ts'
import { KeyRing } from '../kernel/key-ring.ts'
import { createLogger, type Logger } from '../kernel/log.ts'
import { mailServer } from '../kernel/mail.ts'
import { masterKey } from '../kernel/master-key.ts'
import { confirmMasterKey, knowsMasterKey } from '../kernel/master-key-check.ts'
import { createMetrics } from '../kernel/metrics.ts'
import { migrateToLatest } from '../kernel/migrate.ts'
import { type Database, openDatabase } from '../kernel/open.ts'
import type { Settings } from '../kernel/settings.ts'
import { passwordCost, SlowHash } from '../kernel/slow-hash.ts'
import { Store } from '../kernel/store.ts'
import { systemClock, systemRandom } from '../kernel/system.ts'
import { Vault } from '../kernel/vault.ts'
import { removeEmailOf } from '../methods/email/service.ts'
import { removePasskeysOf } from '../methods/passkey/service.ts'
import { removePasswordResetsOf } from '../methods/password/reset.ts'
import { removePasswordOf } from '../methods/password/service.ts'
import { removePhonesOf } from '../methods/phone/service.ts'
import { removePassOf } from '../methods/temporary-access-pass/service.ts'
import { removeOathTokensOf } from '../methods/totp/service.ts'
import { graphAppId } from '../oidc/rules.ts'
import { accessConsequences, lockedOutOf } from '../policies/conditional-access/service.ts'
import { authorize, roleConsequences } from '../roles/service.ts'
import { removeSavedViewsOf } from '../saved-views/service.ts'
import { endSessionsOf, forgetSessionsOf } from '../sessions/service.ts'

/** What lies outside the program; tests hand in their own. */
export interface Outside {
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
}

export interface Composition {
  readonly kernel: Kernel
  readonly database: Database
  readonly countries: Countries
  close(): Promise<void>
}

export const realOutside = (settings: Settings): Outside => ({
  clock: systemClock,
  random: systemRandom,
  log: createLogger(settings.logLevel),
})

/** The server itself, or its command line, as the logs name it. */
export const systemActor = (displayName: string, random: Random = systemRandom): SystemActor => ({
  kind: 'system',
  displayName,
  origin: serverOrigin(uuid(random)),
})

/**
 * Builds everything by hand, from the bottom up: database, schema, keys, store, tenant, kernel.
 *
 * Brings the schema up to date and makes the tenant where there is none.
 */
export async function compose(settings: Settings, outside: Outside = realOutside(settings)): Promise<Composition> {
  const database = await openDatabase({ address: settings.databaseAddress.reveal() })
  try {
    await migrateToLatest(database)
    const countries = new Countries({ path: settings.countryDatabaseFile, ...outside })
    const kernel = await composeKernel(settings, outside, database, countries.of)
    return { kernel, database, countries, close: () => database.close() }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function composeKernel(
  settings: Settings,
  outside: Outside,
  database: Database,
  countryOf: Kernel['countryOf'],
): Promise<Kernel> {
  const { clock, random, log } = outside
  const isKnown = await knowsMasterKey(database)
  const vault = new Vault(await masterKey(settings, random, !isKnown), random)
  let tenant: Tenant | undefined
  const metrics = createMetrics({ process: true })
  const append = appendRecords(vault, () => tenant?.id ?? '', countryOf)
  const store = new Store({ database, clock, random, append, committed: countRecords(metrics) })
  const actor = systemActor('Latchkey', random)
  await confirmMasterKey(store, actor, vault)
  tenant = await ensureTenant(store, actor, {
    displayName: settings.tenantName,
    domain: settings.domain,
  })
  if (tenant.domain !== settings.domain.toLowerCase()) {
    log.warn({ domain: tenant.domain }, 'LATCHKEY_DOMAIN is ignored: the tenant keeps the domain it was made with')
  }
  return {
    store,
    clock,
    random,
    vault,
    keyRing: new KeyRing(store, vault),
    passHash: new SlowHash(passCost(settings), { atOnce: 2, waiting: 512 }),
    passwordHash: new SlowHash(passwordCost, { atOnce: 2, waiting: 64 }),
    mail: mailServer(settings),
    settings,
    log,
    metrics,
    tenant,
    authorize,
    consequences,
    countryOf,
  }
}

const passCost = (settings: Settings) => ({ memoryKib: settings.passHashMemoryKib, passes: 1, lanes: 1 })

/** What goes with a user or group that goes. */
export const consequences: Consequences = {
  userDeleted: [
    roleConsequences.userDeleted,
    unitConsequences.userDeleted,
    async (w, userId) => {
      await endSessionsOf(w, { userId }, 'The account was deleted')
    },
    removePassOf,
    removePasskeysOf,
    removeOathTokensOf,
    removePasswordOf,
    removePasswordResetsOf,
    removePhonesOf,
    removeEmailOf,
    forgetCeremoniesOf,
    removeSavedViewsOf,
  ],
  userErased: [forgetSessionsOf],
  userDisabled: [
    roleConsequences.userDisabled,
    async (w, userId) => {
      await endSessionsOf(w, { userId }, 'The account was disabled')
    },
  ],
  groupDeleted: [roleConsequences.groupDeleted, unitConsequences.groupDeleted],
  administrativeUnitDeleted: [roleConsequences.administrativeUnitDeleted],
  strengthDeleted: [accessConsequences.strengthDeleted],
  locationDeleted: [accessConsequences.locationDeleted],
  authenticationContextDeleted: [accessConsequences.authenticationContextDeleted],
  securityDefaultsEnabled: [accessConsequences.securityDefaultsEnabled],
  accessChanging: [lockedOutOf({ applications: [portalApp.appId], resources: [graphAppId] })],
}
