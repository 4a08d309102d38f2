import { useMemo } from 'react'
import type { Session } from '../../api/sessions.ts'
import { useFormat, useTexts } from '../../shell/preferences.tsx'

interface SessionWords {
  /** `Firefox on Windows`. */
  browser(session: Session): string
  /** `192.0.2.1, Germany`. */
  where(session: Session): string
  /** `Passkey, Password`: each kind once. */
  methods(session: Session): string
  owner(session: Session): string
  /** `Ada Example: Firefox on Windows`. */
  whole(session: Session): string
}

/** Says what a session is. */
export function useSessionWords(): SessionWords {
  const { sessions } = useTexts()
  const { locale } = useFormat()
  return useMemo(() => {
    const regions = new Intl.DisplayNames(locale, { type: 'region' })
    const country = (code: string): string =>
      /^[A-Za-z]{2}$/.test(code) ? (regions.of(code.toUpperCase()) ?? code) : code
    const browserOf = ({ browser, operatingSystem }: Session): string => {
      const name = browser ?? sessions.unknownBrowser
      return operatingSystem === null ? name : sessions.browserOn(name, operatingSystem)
    }
    const ownerOf = ({ userDisplayName, userPrincipalName, userId }: Session): string =>
      userDisplayName ?? userPrincipalName ?? userId
    return {
      browser: browserOf,
      where: ({ ipAddress, countryOrRegion }) =>
        [ipAddress, countryOrRegion && country(countryOrRegion)].filter((part) => part).join(', '),
      methods: ({ methods }) => [...new Set(methods.map(({ method }) => sessions.methods[method]))].join(', '),
      owner: ownerOf,
      whole: (session) => sessions.end.item(ownerOf(session), browserOf(session)),
    }
  }, [sessions, locale])
}
