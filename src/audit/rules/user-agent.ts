/** What a user agent says of itself, in the words of sign-in logs; empty where it says nothing known. */
export interface Agent {
  readonly operatingSystem: string
  readonly browser: string
}

type Known = readonly (readonly [RegExp, string])[]

const longest = 512

/** The first that is found counts: an iPhone also says Mac OS X, Android also says Linux. */
const systems: Known = [
  [/Windows NT 10\.0/, 'Windows 10'],
  [/Windows NT 6\.3/, 'Windows 8.1'],
  [/Windows NT 6\.2/, 'Windows 8'],
  [/Windows NT 6\.1/, 'Windows 7'],
  [/(?:iPhone|iPad|iPod)[^)]*? OS (\d{1,3}(?:_\d{1,3})?)/, 'Ios'],
  [/\((?:Linux; )?Android (\d{1,3}(?:\.\d{1,3})?)/, 'Android'],
  [/Mac OS X/, 'MacOs'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** The first that is found counts: Edge and Opera also say Chrome, and everybody says Safari. */
const browsers: Known = [
  [/\bEdg(?:A|iOS)?\/(\d{1,4}(?:\.\d{1,5}){0,2})/, 'Edge'],
  [/\bOPR\/(\d{1,4}(?:\.\d{1,5}){0,2})/, 'Opera'],
  [/\bSamsungBrowser\/(\d{1,4}(?:\.\d{1,5}){0,2})/, 'Samsung Browser'],
  [/\b(?:Firefox|FxiOS)\/(\d{1,4}(?:\.\d{1,5})?)/, 'Firefox'],
  [/\bCriOS\/(\d{1,4}(?:\.\d{1,5}){0,2})/, 'Chrome'],
  [/\bChrome\/(\d{1,4}(?:\.\d{1,5}){0,2})[\d.]* Mobile\b/, 'Chrome Mobile'],
  [/\bChrome\/(\d{1,4}(?:\.\d{1,5}){0,2})/, 'Chrome'],
  [/\bVersion\/(\d{1,4}(?:\.\d{1,5})?)[\d.]* Mobile\/\w+ Safari\//, 'Mobile Safari'],
  [/\bVersion\/(\d{1,4}(?:\.\d{1,5})?)[\d.]* Safari\//, 'Safari'],
]

/**
 * Reads a user agent as `deviceDetail` of a sign-in shows it: `Windows 10`, `Edge 122.0.0`.
 *
 * Only what browsers really send is known; whatever else came stays empty, because a guess in a log misleads.
 *
 * Source: RFC 9110 §10.1.5; facts/entra.md §10.3.
 */
export function readUserAgent(text: string): Agent {
  const read = text.slice(0, longest)
  return { operatingSystem: firstOf(systems, read), browser: firstOf(browsers, read) }
}

function firstOf(known: Known, text: string): string {
  for (const [pattern, name] of known) {
    const found = pattern.exec(text)
    if (found) return found[1] === undefined ? name : `${name} ${found[1].replaceAll('_', '.')}`
  }
  return ''
}
