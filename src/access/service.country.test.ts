import { describe, expect, test } from 'vitest'
import { aPolicy } from '../../tests/kit/access-in-force.ts'
import { anAdministrator, aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { aPassword } from '../../tests/kit/methods.ts'
import { signInsOf } from '../../tests/kit/records.ts'
import { updatePolicy, whatIf } from '../policies/conditional-access/service.ts'
import { createLocation } from '../policies/named-locations/service.ts'
import { roleIds } from '../roles/rules.ts'
import { judgeAccess } from './service.ts'

const table: Readonly<Record<string, string>> = { '192.0.2.1': 'NO', '198.51.100.1': 'US' }
const countryOf = (address: string): string | null => table[address] ?? null

/** A tenant that blocks everything but Norway. */
async function open(known = true) {
  const kernel = await openTestKernel(known ? { countryOf, settings: { countryDatabaseFile: '/countries.mmdb' } } : {})
  const norway = await createLocation(kernel, systemActor(), {
    kind: 'country',
    displayName: 'Norway',
    countriesAndRegions: ['NO'],
    includeUnknownCountriesAndRegions: false,
  })
  const locations = { includeLocations: ['All'], excludeLocations: [norway.id] }
  return { kernel, locations, [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose]() }
}

describe('the country of an address', () => {
  test('decides where a policy leaves one alone', async () => {
    await using given = await open()
    const { kernel, locations } = given
    const user = await aUser(kernel)
    await aPolicy(kernel, { conditions: { locations } })
    const outcomeFrom = async (ipAddress: string) => {
      const origin = { ipAddress, userAgent: '' }
      const entry = {
        userId: user.id,
        target: { appId: 'mail' },
        clientAppType: 'browser',
        origin,
        proofs: [],
      } as const
      return (await kernel.store.read((read) => judgeAccess(kernel, read, entry))).outcome
    }
    expect(await outcomeFrom('192.0.2.1')).not.toBe('blocked')
    expect(await outcomeFrom('198.51.100.1')).toBe('blocked')
    expect(await outcomeFrom('203.0.113.1')).toBe('blocked')
  })

  test('is what What If takes where only the address is told', async () => {
    await using given = await open()
    const { kernel, locations } = given
    await aPolicy(kernel, { conditions: { locations } })
    const appliesWith = async (place: { readonly ipAddress?: string; readonly country?: string }) => {
      const identity = { kind: 'user', userId: null } as const
      const asked = { identity, target: { applications: ['mail'] }, clientAppType: 'browser', ...place } as const
      return (await whatIf(kernel, systemActor(), asked)).results.map(({ applies, reasons }) => [applies, ...reasons])
    }
    expect(await appliesWith({ ipAddress: '192.0.2.1' })).toEqual([[false, 'location']])
    expect(await appliesWith({ ipAddress: '198.51.100.1' })).toEqual([[true]])
    expect(await appliesWith({ ipAddress: '198.51.100.1', country: 'NO' })).toEqual([[false, 'location']])
    expect(await appliesWith({})).toEqual([[false, 'notEnoughInformation', 'location']])
  })

  test('leaves administrators in only where a file can tell it', async () => {
    for (const known of [true, false]) {
      await using given = await open(known)
      const { kernel, locations } = given
      const { user } = await anAdministrator(kernel, roleIds.globalAdministrator)
      await aPassword(kernel, user)
      const { id } = await aPolicy(kernel, { state: 'disabled', conditions: { locations } })
      const enabling = updatePolicy(kernel, systemActor(), { id, change: { state: 'enabled' } })
      if (known) await enabling
      else await expect(enabling).rejects.toMatchObject({ code: 'administratorsLockedOut' })
    }
  })

  test('stands in the record of a sign-in, and an unknown one as nothing', async () => {
    await using given = await open()
    const { kernel } = given
    const recordFrom = async (ipAddress: string) => {
      const system = systemActor()
      const [record] = await signInsOf(kernel, () =>
        kernel.store.write({ ...system, origin: { ...system.origin, ipAddress } }, async (w) => {
          const app = { appId: 'mail', displayName: 'Mail' }
          const subject = { kind: 'servicePrincipal', id: 'service', ...app } as const
          w.signIn({ subject, app, errorCode: 0, details: [], requirement: 'singleFactorAuthentication' })
        }),
      )
      return record
    }
    expect(await recordFrom('192.0.2.1')).toMatchObject({ location: { countryOrRegion: 'NO', city: '', state: '' } })
    expect(await recordFrom('203.0.113.1')).not.toHaveProperty('location')
  })
})
