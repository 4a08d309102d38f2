import {
  Badge,
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Spinner,
  Text,
  tokens,
  typographyStyles,
} from '@fluentui/react-components'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { PassPreviewAnswer } from '../../../../../contract/api/pass-preview.ts'
import { InlineError } from '../../../components/inline-error.tsx'
import { useFormat, useTexts } from '../../../shell/preferences.tsx'
import { useOutlookWords } from './use-outlook-words.ts'

const useStyles = makeStyles({
  outlook: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground2,
    overflowWrap: 'anywhere',
  },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', minHeight: '28px' },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  part: { ...typographyStyles.body1Strong, margin: 0 },
  list: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
  },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground3, display: 'block' },
  summary: { cursor: 'pointer' },
})

interface Outlook {
  readonly query: Pick<UseQueryResult<PassPreviewAnswer>, 'data' | 'error' | 'isFetching'>
  /** Whether the form can be asked about. */
  readonly isValid: boolean
}

/** The dry run beside the form: what the pass will open and let register, or why it fails. */
export function PassOutlook({ query, isValid }: Outlook) {
  const styles = useStyles()
  const { preview } = useTexts().passes
  return (
    <section className={styles.outlook} aria-label={preview.title} aria-busy={query.isFetching}>
      <div className={styles.head}>
        <h3 className={styles.title}>{preview.title}</h3>
        {query.isFetching && <Spinner size="tiny" aria-label={preview.updating} delay={200} />}
      </div>
      {!isValid ? (
        <Text className={styles.quiet}>{preview.invalid}</Text>
      ) : query.error ? (
        <InlineError error={query.error} />
      ) : (
        query.data && <Foreseen answer={query.data} />
      )}
    </section>
  )
}

const intents = { refused: 'error', fails: 'error', depends: 'warning', partly: 'warning', works: 'success' } as const

function Foreseen({ answer }: { readonly answer: PassPreviewAnswer }) {
  const styles = useStyles()
  const { preview } = useTexts().passes
  const format = useFormat()
  const words = useOutlookWords(answer)
  const { issuance, registration, policies } = answer
  const applying = policies.filter(({ signIn, registration: on }) => signIn.applies !== 'no' || on.applies !== 'no')
  const hindering = issuance.notes.filter(({ code }) => code === 'accountDisabled' || code === 'passwordMissing')
  return (
    <>
      <MessageBar intent={intents[answer.verdict]} layout="multiline" politeness="polite">
        <MessageBarBody>{preview.verdicts[answer.verdict]}</MessageBarBody>
      </MessageBar>
      {issuance.refusals.map(({ code, message }) => (
        <Text key={code}>{message}</Text>
      ))}
      {issuance.notes
        .filter(({ code }) => code !== 'replacesPass')
        .map(({ code }) => (
          <Text key={code}>{preview.notes[code]}</Text>
        ))}
      {issuance.allowed && (
        <>
          <Text size={200} className={styles.quiet}>
            {preview.period(format.dateTime(issuance.startDateTime), format.dateTime(issuance.endDateTime))}
          </Text>
          {hindering.length > 0 && <Text>{preview.afterThat}</Text>}
          <h4 className={styles.part}>{preview.applications}</h4>
          <Applications answer={answer} />
          <h4 className={styles.part}>{preview.registration}</h4>
          <Text>{words.registration(registration).join(' ')}</Text>
          {applying.length === 0 ? (
            <Text size={200} className={styles.quiet}>
              {preview.noPolicies}
            </Text>
          ) : (
            <details>
              <summary className={styles.summary}>{preview.policies(applying.length)}</summary>
              <ul className={styles.list}>
                {applying.map((policy) => (
                  <li key={policy.id}>
                    {words.policy(policy)}{' '}
                    {policy.state !== 'enabled' && <Badge appearance="tint">{preview.reportOnly}</Badge>}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </>
  )
}

const colors = { yes: 'success', afterMore: 'warning', no: 'danger', depends: 'informative' } as const
const mostShown = 6

function Applications({ answer }: { readonly answer: PassPreviewAnswer }) {
  const styles = useStyles()
  const { preview } = useTexts().passes
  const words = useOutlookWords(answer)
  const [showsAll, setShowsAll] = useState(false)
  const order = Object.keys(colors).toReversed()
  const sorted = answer.applications.toSorted((left, right) => order.indexOf(left.opens) - order.indexOf(right.opens))
  const shown = showsAll ? sorted : sorted.slice(0, mostShown)
  return (
    <>
      <ul className={styles.list}>
        {shown.map((application) => (
          <li key={application.appId}>
            <span className={styles.row}>
              <Text>{application.displayName}</Text>
              <Badge appearance="tint" color={colors[application.opens]}>
                {preview.opens[application.opens]}
              </Badge>
            </span>
            {application.opens !== 'yes' && (
              <Text size={200} className={styles.quiet}>
                {words.application(application)}
              </Text>
            )}
          </li>
        ))}
      </ul>
      {shown.length < sorted.length && (
        <Button size="small" onClick={() => setShowsAll(true)}>
          {preview.showAll(sorted.length)}
        </Button>
      )}
    </>
  )
}
