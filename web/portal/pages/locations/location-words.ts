import type { NamedLocation } from '../../api/locations.ts'
import type { Texts } from '../../texts/texts.ts'

const mostNamed = 4

const ipType = '#microsoft.graph.ipNamedLocation'
export type IpLocation = Extract<NamedLocation, { readonly '@odata.type': typeof ipType }>

export const isIp = (location: NamedLocation): location is IpLocation => location['@odata.type'] === ipType

export const kindOf = (location: NamedLocation): 'ip' | 'country' => (isIp(location) ? 'ip' : 'country')

/** Whether all trusted locations mean it too. */
export const isTrusted = (location: NamedLocation): boolean => isIp(location) && location.isTrusted

/** Where it is: a few ranges or countries, and how many more. */
export function contentOf(location: NamedLocation, names: Intl.DisplayNames, texts: Texts): string {
  const all = isIp(location)
    ? location.ipRanges.map(({ cidrAddress }) => cidrAddress)
    : [
        ...location.countriesAndRegions.map((code) => names.of(code) ?? code),
        ...(location.includeUnknownCountriesAndRegions ? [texts.locations.unknownShort] : []),
      ]
  const shown = all.slice(0, mostNamed).join(', ')
  return all.length > mostNamed ? `${shown} ${texts.access.words.more(all.length - mostNamed)}` : shown
}
