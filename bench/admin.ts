import { createUser } from '../src/directory/service.ts'
import { loadSettings } from '../src/kernel/config.ts'
import { compose, realOutside, systemActor } from '../src/main/compose.ts'
import { updateConfigurations } from '../src/policies/authentication-methods/service.ts'
import { roleIds } from '../src/roles/rules.ts'
import { assignRole } from '../src/roles/service.ts'
import { freePort, startServer } from '../tests/kit/running-server.ts'
import { signedInByPasskey } from '../tests/kit/sessions.ts'
import { temporaryFolder } from '../tests/kit/temporary-folder.ts'
import { squeezeWebBundle } from '../tools/build-web.ts'
import { measuredServer } from './actions.ts'
import { type Figures, measureRound, openChromium } from './admin/browser.ts'
import { somePeople } from './admin/people.ts'
import type { Figure, Section } from './measure.ts'
import type { Size } from './size.ts'

const userCount = 100_000

/** What the pages weigh on the wire, and how a list of 100,000 users opens and scrolls, in a real Chromium. */
export async function adminCenter({ rounds }: Size): Promise<Section> {
  await squeezeWebBundle()
  await using folder = await temporaryFolder('bench')
  const port = await freePort()
  const env = { ...measuredServer, LATCHKEY_DATA_DIR: folder.path, LATCHKEY_PUBLIC_URL: `http://localhost:${port}` }
  const session = await fill(env)
  await using server = await startServer({ dataDir: folder.path, port, env })
  await using chromium = await openChromium()
  await measureRound(chromium, server.address, session)
  const measured: Figures[] = []
  for (let round = 0; round < rounds; round++) measured.push(await measureRound(chromium, server.address, session))
  const figure = (name: string, unit: string, of: keyof Figures, target: string): Figure => ({
    name,
    unit,
    values: measured.map((figures) => figures[of]),
    moreIsBetter: false,
    target,
  })
  return {
    heading: `Admin center in Chromium, ${userCount} users, SQLite`,
    figures: [
      figure('/signin, compressed, all requests', 'kB', 'signInKilobytes', '≤ 15 kB'),
      figure('/admin until Home is shown, compressed, all requests', 'kB', 'homeKilobytes', '≤ 350 kB'),
      figure('users, from the query to the first row', 'ms', 'firstRow', '≤ 300 ms'),
      figure('users, from the search to its first row', 'ms', 'firstFound', '≤ 300 ms'),
      figure('users scrolled by wheel, median frame', 'ms', 'medianFrame', '≤ 16.7 ms'),
      figure('users scrolled by wheel, 99th percentile frame', 'ms', 'slowFrame', '≤ 33.4 ms'),
      figure('users scrolled by wheel, worst frame', 'ms', 'worstFrame', '≤ 50 ms'),
    ],
  }
}

/** A new database with the users in it; returns the cookie's value of a Global Administrator who is signed in. */
async function fill(env: Readonly<Record<string, string>>): Promise<string> {
  const settings = loadSettings({ ...env, LATCHKEY_LOG_LEVEL: 'silent' })
  const { kernel, close } = await compose(settings, realOutside(settings))
  const actor = systemActor('Bench')
  try {
    await updateConfigurations(kernel, actor, [{ id: 'Fido2', change: { state: 'enabled' } }])
    const name = `grace@${kernel.tenant.domain}`
    const user = await createUser(kernel, actor, { displayName: 'Grace Admin', userPrincipalName: name })
    await assignRole(kernel, actor, { principalId: user.id, roleDefinitionId: roleIds.globalAdministrator })
    const { session } = await signedInByPasskey(kernel, user)
    if (session === undefined) throw new Error('Nobody was signed in')
    await kernel.store.write(actor, async (w) => {
      w.unrecorded('users to measure with')
      for (const rows of somePeople(userCount, kernel.tenant.domain, w.now)) {
        await w.db.insertInto('users').values(rows).execute()
      }
    })
    return session
  } finally {
    await close()
  }
}
