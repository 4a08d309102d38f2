import { Radio, RadioGroup } from '@fluentui/react-components'
import type { Days } from '../../api/overview.ts'
import { useTexts } from '../../shell/preferences.tsx'

interface Choice {
  readonly days: Days
  onChange(days: Days): void
}

export function PeriodChoice({ days, onChange }: Choice) {
  const { home } = useTexts()
  return (
    <RadioGroup
      layout="horizontal"
      aria-label={home.period}
      value={String(days)}
      onChange={(_, { value }) => onChange(value === '90' ? 90 : 30)}
    >
      <Radio value="30" label={home.days(30)} />
      <Radio value="90" label={home.days(90)} />
    </RadioGroup>
  )
}
