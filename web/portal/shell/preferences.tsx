import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { type Format, formatOf } from '../format/format.ts'
import { type Language, languages, loadTexts, preferredLanguage, type Texts } from '../texts/texts.ts'
import type { Appearance, themes } from './theme.ts'

interface Preferences {
  readonly language: Language
  readonly texts: Texts
  readonly format: Format
  readonly appearance: Appearance
  readonly theme: keyof typeof themes
  setLanguage(language: Language): void
  setAppearance(appearance: Appearance): void
}

const Context = createContext<Preferences | undefined>(undefined)

/** Language and appearance of this browser; shows its children once the texts are there. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(storedLanguage)
  const [appearance, setAppearance] = useState<Appearance>(storedAppearance)
  const [loaded, setLoaded] = useState<{ readonly language: Language; readonly texts: Texts }>()
  const prefersDark = useSyncExternalStore(watchDark, () => darkMedia.matches)
  const theme = appearance === 'system' ? (prefersDark ? 'dark' : 'light') : appearance

  useEffect(() => {
    let isWanted = true
    const show = (texts: Texts) => {
      if (!isWanted) return
      document.documentElement.lang = language
      setLoaded({ language, texts })
    }
    loadTexts(language).then(show, () => location.reload())
    return () => {
      isWanted = false
    }
  }, [language])

  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])

  const value = useMemo<Preferences | undefined>(
    () =>
      loaded && {
        ...loaded,
        format: formatOf(loaded.language),
        appearance,
        theme,
        setLanguage: (chosen) => {
          keep('latchkey.language', chosen)
          setLanguage(chosen)
        },
        setAppearance: (chosen) => {
          keep('latchkey.appearance', chosen)
          setAppearance(chosen)
        },
      },
    [loaded, appearance, theme],
  )
  return value && <Context.Provider value={value}>{children}</Context.Provider>
}

export function usePreferences(): Preferences {
  const value = useContext(Context)
  if (!value) throw new Error('There are no preferences around this')
  return value
}

/** What the admin center says, in the language chosen. */
export const useTexts = (): Texts => usePreferences().texts

/** Dates and numbers in the language chosen. */
export const useFormat = (): Format => usePreferences().format

const darkMedia = matchMedia('(prefers-color-scheme: dark)')

function watchDark(changed: () => void): () => void {
  darkMedia.addEventListener('change', changed)
  return () => darkMedia.removeEventListener('change', changed)
}

function storedLanguage(): Language {
  const kept = read('latchkey.language')
  return kept !== null && Object.hasOwn(languages, kept) ? (kept as Language) : preferredLanguage(navigator.languages)
}

function storedAppearance(): Appearance {
  const kept = read('latchkey.appearance')
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

/** A browser may refuse its storage; the choice then lasts as long as the page. */
function read(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    return
  }
}
