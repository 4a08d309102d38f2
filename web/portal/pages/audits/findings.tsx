import { makeStyles, Text, tokens } from '@fluentui/react-components'
import type { ChainVerification } from '../../../../contract/api/logs.ts'
import { AppLink } from '../../components/app-link.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { Section } from '../log-parts/facts.tsx'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
    overflowWrap: 'anywhere',
  },
  detail: { display: 'block', color: tokens.colorNeutralForeground3 },
})

const pages = { directoryAudits: '/audits', signIns: '/sign-ins' } as const

/** What a verification found, each with the way to the record it concerns. */
export function Findings({ found }: { readonly found: ChainVerification }) {
  const styles = useStyles()
  const { chain } = useTexts().logs
  const format = useFormat()
  const { findings, findingCount } = found
  return (
    <Section title={chain.findings}>
      {findingCount > findings.length && (
        <Text>{chain.firstFindings(format.number(findings.length), format.number(findingCount))}</Text>
      )}
      <ol className={styles.list}>
        {findings.map(({ log, recordId, sequence, kind, message }) => (
          <li key={`${kind}:${log}:${recordId}:${sequence}`}>
            <Text weight="semibold" block>
              {chain.kinds[kind]}
            </Text>
            <Text size={200} className={styles.detail}>
              {message}
            </Text>
            <Text size={200} className={styles.detail}>
              {chain.logs[log]}
              {sequence !== null && ` · ${chain.place(format.number(sequence))}`}
            </Text>
            {recordId !== '' && kind !== 'recordDeleted' && (
              <AppLink to={`${pages[log]}?range=all&open=${encodeURIComponent(recordId)}`}>{chain.record}</AppLink>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}
