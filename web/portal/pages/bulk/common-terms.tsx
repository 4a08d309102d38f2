import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { useTexts } from '../../shell/preferences.tsx'
import { PassFields } from '../user/methods/pass-fields.tsx'
import type { PassPolicy, TermFaults, TypedTerms } from '../user/methods/pass-terms.ts'
import { Section } from './section.tsx'

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: '28rem' },
  quiet: { color: tokens.colorNeutralForeground2 },
})

interface Parts {
  readonly terms: TypedTerms | undefined
  readonly policy: PassPolicy | undefined
  readonly faults: TermFaults
  readonly hasOwn: boolean
  onChange(terms: TypedTerms): void
}

/** Start, lifetime and use of all passes of the run, inside what the policy allows. */
export function CommonTerms({ terms, policy, faults, hasOwn, onChange }: Parts) {
  const styles = useStyles()
  const words = useTexts().bulk.terms
  return (
    <Section title={words.title}>
      {terms && policy ? (
        <div className={styles.fields}>
          <PassFields terms={terms} policy={policy} faults={faults} error={undefined} onChange={onChange} />
          {hasOwn && <Text>{words.rowsOwn}</Text>}
        </div>
      ) : (
        <Text className={styles.quiet}>{words.waiting}</Text>
      )}
    </Section>
  )
}
