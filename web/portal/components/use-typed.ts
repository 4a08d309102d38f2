import { useEffect, useState } from 'react'

const pauseMilliseconds = 250

/**
 * A text as it is typed, handed on when the typing pauses.
 *
 * A text that comes from elsewhere, as after going back, takes the place of the one typed.
 */
export function useTyped(text: string, onPause: (text: string) => void): readonly [string, (typed: string) => void] {
  const [typed, setTyped] = useState(text)
  const [known, setKnown] = useState(text)
  const [handedOn, setHandedOn] = useState(text)
  if (known !== text) {
    setKnown(text)
    if (text !== handedOn) setTyped(text)
    setHandedOn(text)
  }
  useEffect(() => {
    if (typed === text) return
    const timer = setTimeout(() => {
      setHandedOn(typed)
      onPause(typed)
    }, pauseMilliseconds)
    return () => clearTimeout(timer)
  }, [typed, text, onPause])
  return [typed, setTyped]
}
