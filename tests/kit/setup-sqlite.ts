import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateToLatest } from '../../src/kernel/migrate.ts'
import { openDatabase } from '../../src/kernel/open.ts'
import { templateName } from './provided.ts'

/** Migrates one SQLite file for the whole run; every test copies it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratchFolder = await mkdtemp(join(tmpdir(), 'latchkey-sqlite-'))
  const remove = () => rm(scratchFolder, { recursive: true, force: true })
  const address = join(scratchFolder, `${templateName}.sqlite`)
  try {
    await createTemplate(address)
  } catch (error) {
    await remove()
    throw error
  }
  project.provide('templateDatabase', address)
  project.provide('scratchFolder', scratchFolder)
  return remove
}

async function createTemplate(address: string): Promise<void> {
  const template = await openDatabase({ address, synchronous: 'off' })
  try {
    await migrateToLatest(template)
  } finally {
    await template.close()
  }
}
