import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../tests/kit/temporary-folder.ts'
import { WriteAheadLog } from './write-ahead-log.ts'

async function opened() {
  const folder = await temporaryFolder('write-ahead-log')
  const path = join(folder.path, 'latchkey.sqlite')
  const connection = new Sqlite(path)
  connection.pragma('journal_mode = WAL')
  connection.exec('create table rows (id integer primary key, text text)')
  const insert = connection.prepare('insert into rows (text) values (?)')
  return {
    log: new WriteAheadLog(connection, path),
    connection,
    path,
    /** Commits so many pages and a few more. */
    writePages: (count: number) => {
      connection.transaction(() => {
        for (let page = 0; page < count; page++) insert.run('x'.repeat(4096))
      })()
    },
    pagesInLog: () => {
      const [pages] = connection.pragma('wal_checkpoint(noop)') as readonly { log: number; checkpointed: number }[]
      return pages ?? { log: 0, checkpointed: 0 }
    },
    [Symbol.asyncDispose]: async () => {
      connection.close()
      await folder.remove()
    },
  }
}

test('what was committed is flushed, and a short log is left as it is', async () => {
  await using database = await opened()
  database.writePages(5)
  await database.log.flush()
  expect(database.pagesInLog().checkpointed).toBe(0)
  await database.log.close()
})

test('a log that has grown long is folded back by another thread, and begins anew', async () => {
  await using database = await opened()
  database.writePages(8500)
  await database.log.flush()
  const { log, checkpointed } = database.pagesInLog()
  expect(log).toBeGreaterThan(8000)
  expect(checkpointed).toBe(log)
  database.writePages(1)
  expect(database.pagesInLog().log).toBeLessThan(10)
  await database.log.close()
})

test('after the disk has failed once, nothing is said to be durable any more', async () => {
  await using database = await opened()
  const elsewhere = join(database.path, '..', 'nowhere.sqlite')
  const log = new WriteAheadLog(database.connection, elsewhere)
  await expect(log.flush()).rejects.toThrow(/ENOENT/)
  await writeFile(`${elsewhere}-wal`, '')
  await expect(log.flush()).rejects.toThrow(/ENOENT/)
  await log.close()
  await database.log.close()
})
