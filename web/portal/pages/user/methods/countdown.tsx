import { Text } from '@fluentui/react-components'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTexts } from '../../../shell/preferences.tsx'
import { timeLeft } from './pass-terms.ts'

/** What is left until a moment, second by second; screen readers read it when asked and are not told of each. */
export function Countdown({ to }: { readonly to: string }) {
  const { issued } = useTexts().passes
  const now = useNow()
  const left = Date.parse(to) - now
  const { days, clock } = timeLeft(left)
  const text = left <= 0 ? issued.over : days > 0 ? `${issued.days(days)} ${clock}` : clock
  return (
    <Text role="timer" aria-live="off" weight="semibold" font="numeric">
      {text}
    </Text>
  )
}

/** Whether a moment is still to come; changes when it is there. */
export const useIsToCome = (iso: string): boolean =>
  useSyncExternalStore(everySecond, () => Date.parse(iso) > Date.now())

function everySecond(look: () => void): () => void {
  const timer = setInterval(look, 1000)
  return () => clearInterval(timer)
}

function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
