import { useTexts } from '../../shell/preferences.tsx'
import type { LogKind } from './log-kind.ts'

type Words = Readonly<Record<string, string>>

/** What a log page calls its parts, by the names they have in the address and in Graph. */
export interface LogWords {
  readonly list: string
  readonly none: string
  readonly noneText: string
  readonly columns: Words
  readonly filters: Words
  readonly hints: Words
  /** Of filters to choose from, by the name of the filter. */
  readonly choices: Readonly<Record<string, Words>>
}

export function useLogWords({ log }: LogKind): LogWords {
  const { logs } = useTexts()
  if (log === 'directoryAudits') return { ...logs.audits, choices: { result: logs.results } }
  const { signIns } = logs
  return {
    ...signIns,
    choices: {
      status: logs.results,
      method: signIns.methods,
      used: signIns.methods,
      access: signIns.access,
      requirement: signIns.requirements,
    },
  }
}
