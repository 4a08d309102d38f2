import { type BrandVariants, createDarkTheme, createLightTheme, type Theme } from '@fluentui/react-components'

const latchkey: BrandVariants = {
  10: '#031712',
  20: '#04231c',
  30: '#062f26',
  40: '#073b30',
  50: '#08473a',
  60: '#095344',
  70: '#0a5f4d',
  80: '#0b6b57',
  90: '#257c69',
  100: '#4fa391',
  110: '#68b3a2',
  120: '#82c3b4',
  130: '#9cd2c6',
  140: '#b6e1d8',
  150: '#cfeee8',
  160: '#e8f8f5',
}

const fontFamilyBase = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"

const light: Theme = { ...createLightTheme(latchkey), fontFamilyBase }
const dark: Theme = {
  ...createDarkTheme(latchkey),
  fontFamilyBase,
  colorBrandForeground1: latchkey[110],
  colorBrandForeground2: latchkey[120],
  colorBrandForegroundLink: latchkey[120],
}

export const themes = { light, dark } as const

/** What somebody chose: a theme, or whatever the device has. */
export type Appearance = 'system' | keyof typeof themes
