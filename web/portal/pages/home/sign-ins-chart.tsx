import { tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Days, signInsByMethod } from '../../api/overview.ts'
import { Empty, Loaded } from '../../components/page-states.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { dayAddress } from '../sign-ins/sign-in-filters.ts'
import { PeriodChoice } from './period-choice.tsx'
import { StackedChart } from './stacked-chart.tsx'

const colours = {
  fido2: tokens.colorCompoundBrandBackground,
  temporaryAccessPass: tokens.colorPalettePumpkinBorderActive,
  softwareOath: tokens.colorPaletteRoyalBlueBorderActive,
  password: tokens.colorPaletteCranberryBorderActive,
  previouslySatisfied: tokens.colorPaletteSteelBorderActive,
  other: tokens.colorNeutralStrokeAccessible,
} as const

/** What is called other has no filter of its own. */
const isListed = (key: string): key is Exclude<keyof typeof colours, 'other'> =>
  key !== 'other' && Object.hasOwn(colours, key)

/** Sign-ins by method over time. */
export function SignInsChart() {
  const { home } = useTexts()
  const may = useMay()
  const [days, setDays] = useState<Days>(30)
  const query = useQuery({ ...signInsByMethod(days), enabled: may('signIns.read') })
  if (!may('signIns.read')) return null
  return (
    <Loaded query={query}>
      {({ since, isComplete, value }) =>
        since === null ? (
          <Empty title={home.noSignIns} />
        ) : (
          <StackedChart
            title={home.signIns}
            text={home.signInsText}
            linkOf={(date, key) => (isListed(key) ? dayAddress(date, key) : undefined)}
            note={isComplete ? undefined : home.incomplete}
            series={(Object.keys(colours) as (keyof typeof colours)[]).map((key) => ({
              key,
              name: home.method[key],
              colour: colours[key],
            }))}
            days={value.map(({ date, counts }) => ({
              date,
              counts: Object.fromEntries(counts.map(({ method, succeeded }) => [method, succeeded])),
            }))}
          >
            <PeriodChoice days={days} onChange={setDays} />
          </StackedChart>
        )
      }
    </Loaded>
  )
}
