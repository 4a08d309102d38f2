import { tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Days, passwordless } from '../../api/overview.ts'
import { Loaded } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { PeriodChoice } from './period-choice.tsx'
import { StackedChart } from './stacked-chart.tsx'

const colours = {
  passkey: tokens.colorCompoundBrandBackground,
  multifactor: tokens.colorPaletteRoyalBlueBorderActive,
  passwordOnly: tokens.colorPaletteCranberryBorderActive,
  none: tokens.colorNeutralStrokeAccessible,
} as const

/** How many people have got how far on the way to passwordless. */
export function PasswordlessChart() {
  const { home } = useTexts()
  const may = useMay()
  const [days, setDays] = useState<Days>(30)
  const query = useQuery({ ...passwordless(days), enabled: may('registrations.read') })
  if (!may('registrations.read')) return null
  return (
    <Loaded query={query}>
      {({ value }) => (
        <StackedChart
          title={home.passwordless}
          text={home.passwordlessText}
          note={value.some(({ isEstimate }) => isEstimate) ? home.estimate : undefined}
          series={(Object.keys(colours) as (keyof typeof colours)[]).map((key) => ({
            key,
            name: home.readiness[key],
            colour: colours[key],
          }))}
          days={value.map(({ date, ...counts }) => ({
            date,
            counts: {
              passkey: counts.passkey,
              multifactor: counts.multifactor,
              passwordOnly: counts.passwordOnly,
              none: counts.none,
            },
          }))}
        >
          <PeriodChoice days={days} onChange={setDays} />
        </StackedChart>
      )}
    </Loaded>
  )
}
