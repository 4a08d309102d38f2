import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'

/** A thread that folds the write-ahead log of one database back into it whenever it is told to; nobody waits for it. */
const connection = new Sqlite(String(workerData))
connection.pragma('synchronous = normal')

parentPort?.on('message', () => {
  connection.pragma('wal_checkpoint(passive)')
  parentPort?.postMessage('folded')
})
