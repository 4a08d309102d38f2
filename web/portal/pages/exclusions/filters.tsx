import { Checkbox, Dropdown, Field, makeStyles, Option, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Picked } from '../../api/directory-search.ts'
import { exclusions } from '../../api/exclusions.ts'
import { namesOf } from '../../api/policy-parts.ts'
import { DirectoryPicker } from '../../components/directory-picker.tsx'
import { FilterTag } from '../../components/filter-tag.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useFilter } from './use-filter.ts'

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: tokens.spacingHorizontalL },
  policy: { minWidth: 'min(100%, 16rem)' },
  person: { minWidth: 'min(100%, 16rem)' },
  checks: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    paddingTop: tokens.spacingVerticalXXL,
    '@media (max-width: 700px)': { paddingTop: 0 },
  },
})

/** Narrows the lists to a policy, a person, or what lasts. */
export function Filters({ isOfPeople }: { readonly isOfPeople: boolean }) {
  const styles = useStyles()
  const texts = useTexts().exclusions
  const format = useFormat()
  const { filter, put } = useFilter()
  const { data: all = [] } = useQuery(exclusions({}))
  const [picked, setPicked] = useState<readonly Picked[]>([])
  const isKnown = picked.some(({ id }) => id === filter.userId)
  const { data: found = [] } = useQuery({ ...namesOf([filter.userId]), enabled: filter.userId !== '' && !isKnown })
  const policies = new Map(all.map(({ policyId, policyDisplayName }) => [policyId, policyDisplayName]))
  const people = filter.userId === '' ? [] : isKnown ? picked : found
  return (
    <div className={styles.filters}>
      <Field label={texts.filters.policy} className={styles.policy}>
        <Dropdown
          value={policies.get(filter.policyId) ?? texts.filters.anyPolicy}
          selectedOptions={[filter.policyId]}
          onOptionSelect={(_, { optionValue }) => put('policy', optionValue ?? '')}
        >
          <Option value="">{texts.filters.anyPolicy}</Option>
          {[...policies].map(([id, name]) => (
            <Option key={id} value={id}>
              {name}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <div className={styles.person}>
        <DirectoryPicker
          kind="users"
          label={texts.filters.person}
          isSingle
          picked={people}
          onChange={(chosen) => {
            setPicked(chosen)
            put('person', chosen[0]?.id ?? '')
          }}
        />
      </div>
      {!isOfPeople && (
        <div className={styles.checks}>
          <Checkbox
            label={texts.filters.permanentOnly}
            checked={filter.isPermanent}
            onChange={(_, { checked }) => put('permanent', checked === true ? '1' : '')}
          />
          <Checkbox
            label={texts.filters.inForceOnly}
            checked={filter.isEnforced}
            onChange={(_, { checked }) => put('enforced', checked === true ? '1' : '')}
          />
          {filter.endTo && (
            <FilterTag text={texts.filters.endTo(format.dateTime(filter.endTo))} onRemove={() => put('endTo', '')} />
          )}
        </div>
      )}
    </div>
  )
}
