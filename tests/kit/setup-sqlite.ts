import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateToLatest } from '../../src/kernel/migrate.ts'
import { openDatabase } from '../../src/kernel/open.ts'
import { templateName } from './provided.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Migrates one SQLite file for the whole run; every test copies it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratch = await temporaryFolder('sqlite')
  const address = join(scratch.path, `${templateName}.sqlite`)
  await createTemplate(address)
  project.provide('templateDatabase', address)
  project.provide('scratchFolder', scratch.path)
  return scratch.remove
}

async function createTemplate(address: string): Promise<void> {
  const template = await openDatabase({ address, synchronous: 'off' })
  try {
    await migrateToLatest(template)
  } finally {
    await template.close()
  }
}
