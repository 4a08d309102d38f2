import { MessageBar, MessageBarBody, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import { useEffect, useMemo, useRef } from 'react'
import type { WhatIfResult } from '../../api/what-if.ts'
import { AppLink } from '../../components/app-link.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { flagsOf, named, sentenceOf } from '../conditional-access/policy-words.ts'
import { StateBadge } from '../conditional-access/state-badge.tsx'
import { usePolicyNames } from '../conditional-access/use-policy-names.ts'
import { outcomeOf } from './outcome.ts'

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
  title: { ...typographyStyles.subtitle2, margin: 0, ':focus': { outlineStyle: 'none' } },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
  },
  item: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalM} 0`,
    overflowWrap: 'anywhere',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  name: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  detail: { color: tokens.colorNeutralForeground3 },
})

/** Security defaults are judged as a policy, and have no page. */
const securityDefaults = '00000000-0000-0000-0000-000000000005'

interface Found {
  readonly results: readonly WhatIfResult[]
  readonly takesFocus: boolean
}

/** Which policies would apply and which not, and what they come to. */
export function Findings({ results, takesFocus }: Found) {
  const styles = useStyles()
  const { ask } = useTexts().access
  const applying = results.filter(({ policyApplies }) => policyApplies)
  const others = results.filter(({ policyApplies }) => !policyApplies)
  return (
    <div className={styles.body}>
      <OutcomeBar applying={applying} takesFocus={takesFocus} />
      <Policies title={ask.applying(applying.length)} empty={ask.noneApply} results={applying} />
      <Policies title={ask.notApplying(others.length)} empty={ask.noneLeft} results={others} />
    </div>
  )
}

interface Applying {
  readonly applying: readonly WhatIfResult[]
  readonly takesFocus: boolean
}

function OutcomeBar({ applying, takesFocus }: Applying) {
  const styles = useStyles()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus])
  const { ask, words } = useTexts().access
  const { blockedBy, asked, session, reporting } = outcomeOf(applying, words)
  const isBlocked = blockedBy.length > 0
  const lines = isBlocked
    ? [ask.blocked(blockedBy.join(', '))]
    : [
        asked.length > 0 ? ask.asked(asked.join(words.and)) : ask.free,
        ...(session.length > 0 ? [ask.session(session.join(', '))] : []),
      ]
  return (
    <>
      <h2 className={styles.title} ref={heading} tabIndex={-1}>
        {ask.outcome}
      </h2>
      <MessageBar intent={isBlocked ? 'error' : asked.length > 0 ? 'info' : 'success'} layout="multiline">
        <MessageBarBody>
          {lines.map((line) => (
            <Text key={line} block>
              {line}
            </Text>
          ))}
          {reporting.length > 0 && <Text block>{ask.reporting(reporting.join(', '))}</Text>}
        </MessageBarBody>
      </MessageBar>
    </>
  )
}

interface Listed {
  readonly title: string
  readonly empty: string
  readonly results: readonly WhatIfResult[]
}

function Policies({ title, empty, results }: Listed) {
  const styles = useStyles()
  const { ask, words } = useTexts().access
  const may = useMay()
  const nameOf = usePolicyNames(useMemo(() => results, [results]))
  return (
    <>
      <h2 className={styles.title}>{title}</h2>
      {results.length === 0 ? (
        <Text block>{empty}</Text>
      ) : (
        <ul className={styles.list}>
          {results.map((result) => (
            <li key={result.id} className={styles.item}>
              <span className={styles.name}>
                {result.id === securityDefaults || !may('conditionalAccess.read') ? (
                  <Text weight="semibold">{result.displayName}</Text>
                ) : (
                  <AppLink to={`/conditional-access/${result.id}`}>{result.displayName}</AppLink>
                )}
                <StateBadge state={result.state} />
              </span>
              {result.policyApplies ? (
                <Text block>{sentenceOf(result, nameOf, words)}</Text>
              ) : (
                <Text block>
                  {ask.because}{' '}
                  {flagsOf(result.analysisReasons)
                    .map((reason) => named(ask.reasons, reason))
                    .join(', ')}
                  .
                </Text>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
