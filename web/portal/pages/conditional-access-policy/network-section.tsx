import { Radio, RadioGroup } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { namedLocations } from '../../api/policy-parts.ts'
import { ChoicePicker } from '../../components/choice-picker.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { withConditions } from './draft.ts'
import { Block, Configured, type SectionParts } from './section-parts.tsx'

type Lists = NonNullable<SectionParts['draft']['conditions']['locations']>

/** Network: the addresses and countries a sign-in comes from. */
export function NetworkSection({ draft, nameOf, onChange }: SectionParts) {
  const { editor } = useTexts().access
  const { locations } = draft.conditions
  const put = (given: Lists | null) => onChange(withConditions(draft, { locations: given }))
  return (
    <Configured
      title={editor.configure}
      note={editor.network.note}
      isOn={locations !== null}
      onSwitch={(isOn) => put(isOn ? { includeLocations: ['All'], excludeLocations: [] } : null)}
    >
      {locations && (
        <>
          <Side
            way="include"
            chosen={locations.includeLocations}
            nameOf={(id) => nameOf('location', id)}
            onChange={(includeLocations) => put({ ...locations, includeLocations })}
          />
          <Side
            way="exclude"
            chosen={locations.excludeLocations}
            nameOf={(id) => nameOf('location', id)}
            onChange={(excludeLocations) => put({ ...locations, excludeLocations })}
          />
        </>
      )}
    </Configured>
  )
}

interface SideParts {
  readonly way: 'include' | 'exclude'
  readonly chosen: readonly string[]
  readonly nameOf: (id: string) => string
  onChange(chosen: readonly string[]): void
}

function Side({ way, chosen, nameOf, onChange }: SideParts) {
  const { editor } = useTexts().access
  const texts = editor.network
  const { data = [] } = useQuery(namedLocations)
  const isInclude = way === 'include'
  const whole = isInclude ? 'All' : 'none'
  const isTrusted = chosen.length === 1 && chosen[0] === 'AllTrusted'
  const isWhole = isInclude ? chosen.includes('All') : chosen.length === 0
  const [mode, wholeText] = [isTrusted ? 'AllTrusted' : isWhole ? whole : 'select', isInclude ? texts.any : texts.none]
  const locations = data.map(({ id, displayName }) => ({ id, displayName }))
  const choose = (value: string) => {
    if (value === mode) return
    if (value === 'All' || value === 'AllTrusted') return onChange([value])
    onChange(value === 'none' ? [] : locations.slice(0, 1).map(({ id }) => id))
  }
  return (
    <Block title={editor[way]}>
      <RadioGroup aria-label={editor[way]} value={mode} onChange={(_, { value }) => choose(value)}>
        <Radio value={whole} label={wholeText} />
        <Radio value="AllTrusted" label={texts.trusted} />
        {(locations.length > 0 || mode === 'select') && <Radio value="select" label={texts.select} />}
      </RadioGroup>
      {mode === 'select' && (
        <ChoicePicker
          label={`${texts.locations} (${editor[way]})`}
          choices={[...locations, { id: 'AllTrusted', displayName: texts.trusted }]}
          chosen={chosen}
          nameOf={nameOf}
          onChange={onChange}
        />
      )}
    </Block>
  )
}
