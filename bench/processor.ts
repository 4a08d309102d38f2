import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

interface ProcessTimes {
  readonly parent: number
  readonly milliseconds: number
}

function timesOf(pid: number): ProcessTimes | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number)
    return { parent: parent ?? 0, milliseconds: (((user ?? 0) + (system ?? 0)) * 1000) / ticksPerSecond }
  } catch {
    return undefined
  }
}

/** Processor time of a process and its living children so far, in milliseconds. Linux only. */
export function processorMilliseconds(pid: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => timesOf(Number(name)))
    .filter((times) => times?.parent === pid)
  return [timesOf(pid), ...children].reduce((sum, times) => sum + (times?.milliseconds ?? 0), 0)
}

/** Resident memory of a process in MiB. */
export function residentMib(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? Number.NaN) / 1024
}
