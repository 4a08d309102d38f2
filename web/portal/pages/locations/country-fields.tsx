import { Checkbox, Field, makeStyles, SearchBox, Switch, Text, tokens } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import type { LocationBody } from '../../api/locations.ts'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { countriesIn, hasText } from './countries.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  hint: { display: 'block', color: tokens.colorNeutralForeground3 },
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(14rem, 100%), 1fr))',
    maxHeight: '22rem',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: tokens.spacingHorizontalXS,
    margin: 0,
    '> *': { minWidth: 0 },
  },
  search: { maxWidth: 'none' },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between' },
})

type CountryBody = Exclude<LocationBody, { readonly ipRanges: unknown }>

interface Countries {
  readonly draft: CountryBody
  readonly wasTried: boolean
  onChange(draft: CountryBody): void
}

/** Countries by their names in the reader's language, and those that nobody knows. */
export function CountryFields({ draft, wasTried, onChange }: Countries) {
  const styles = useStyles()
  const { locations: texts, shared } = useTexts()
  const { locale } = useFormat()
  const all = useMemo(() => countriesIn(locale), [locale])
  const [text, setText] = useState('')
  const [isChosenOnly, setChosenOnly] = useState(false)
  const chosen = draft.countriesAndRegions
  const found = all.filter((country) => hasText(country, text) && (!isChosenOnly || chosen.includes(country.code)))
  const toggle = (code: string, isChosen: boolean) =>
    onChange({
      ...draft,
      countriesAndRegions: isChosen ? [...chosen, code].toSorted() : chosen.filter((other) => other !== code),
    })
  const isMissing = wasTried && chosen.length === 0 && !draft.includeUnknownCountriesAndRegions
  return (
    <div className={styles.root}>
      <Text size={200} className={styles.hint}>
        {texts.byAddress}
      </Text>
      <Field
        label={texts.searchCountries}
        {...(isMissing && { validationState: 'error', validationMessage: texts.noCountry })}
      >
        <SearchBox
          className={styles.search}
          value={text}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault()
          }}
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
      <div className={styles.row}>
        <Text size={200}>{texts.chosenCountries(chosen.length)}</Text>
        <Checkbox
          label={texts.showChosen}
          checked={isChosenOnly}
          onChange={(_, { checked }) => setChosenOnly(checked === true)}
        />
      </div>
      <fieldset className={styles.list} aria-label={texts.countries} tabIndex={-1}>
        {found.map(({ code, name }) => (
          <Checkbox
            key={code}
            label={name}
            checked={chosen.includes(code)}
            onChange={(_, { checked }) => toggle(code, checked === true)}
          />
        ))}
        {found.length === 0 && <Text>{shared.nothingFound}</Text>}
      </fieldset>
      <Switch
        label={
          <>
            {texts.unknown}
            <Text size={200} className={styles.hint}>
              {texts.unknownHint}
            </Text>
          </>
        }
        checked={draft.includeUnknownCountriesAndRegions}
        onChange={(_, { checked }) => onChange({ ...draft, includeUnknownCountriesAndRegions: checked })}
      />
    </div>
  )
}
