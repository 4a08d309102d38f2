import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrateToLatest } from '../../src/kernel/migrate.ts'
import { openDatabase } from '../../src/kernel/open.ts'
import { startPostgres } from './postgres-server.ts'
import { templateName } from './provided.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Starts the run's own PostgreSQL and migrates one database there; every test copies it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  const scratch = await temporaryFolder('scratch')
  const stop = async () => {
    await server.stop()
    await scratch.remove()
  }
  try {
    await createTemplate(server.address('postgres'), server.address(templateName))
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('templateDatabase', server.address(templateName))
  project.provide('scratchFolder', scratch.path)
  return stop
}

async function createTemplate(maintenance: string, address: string): Promise<void> {
  const client = new pg.Client(maintenance)
  await client.connect()
  await client.query(`create database ${templateName}`)
  await client.end()
  const template = await openDatabase({ address })
  try {
    await migrateToLatest(template)
  } finally {
    await template.close()
  }
}
