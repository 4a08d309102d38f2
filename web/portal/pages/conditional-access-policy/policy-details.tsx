import { makeStyles, Text, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import type { AccessPolicy } from '../../api/access-policy.ts'
import { DateTime } from '../../components/date-time.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import {
  capital,
  conditionsIn,
  controlsIn,
  networkIn,
  type Sides,
  sentenceOf,
  sessionIn,
  targetsIn,
  usersIn,
} from '../conditional-access/policy-words.ts'
import { StateBadge } from '../conditional-access/state-badge.tsx'
import { usePolicyNames } from '../conditional-access/use-policy-names.ts'
import { Impact } from './impact.tsx'

const useStyles = makeStyles({
  body: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    overflowWrap: 'anywhere',
  },
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(8rem, 14rem) minmax(0, 1fr)',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    margin: 0,
    '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalXS },
  },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, '@media (max-width: 700px)': { paddingBottom: tokens.spacingVerticalM } },
})

/** A policy for whoever may read and not change it. */
export function PolicyDetails({ policy }: { readonly policy: AccessPolicy }) {
  const styles = useStyles()
  const { shell, access } = useTexts()
  const { editor, words } = access
  const nameOf = usePolicyNames(useMemo(() => [policy], [policy]))
  const { conditions, grantControls, sessionControls, state } = policy
  const network = networkIn(conditions, nameOf, words)
  const controls = controlsIn(grantControls, words)
  const session = sessionIn(sessionControls, words)
  const rows: readonly (readonly [string, React.ReactNode])[] = [
    [access.columns.state, <StateBadge key="state" state={state} />],
    [editor.sections.users, sidesText(usersIn(conditions, nameOf, words), editor)],
    [editor.sections.target, sidesText(targetsIn(conditions, nameOf, words), editor)],
    [editor.sections.network, network ? sidesText(network, editor) : editor.notConfigured],
    ...conditionsIn(conditions, words).map(({ key, text }) => [access.conditionNames[key], capital(text)] as const),
    [
      editor.sections.grant,
      capital(controls.join(grantControls?.operator === 'OR' ? words.or : words.and)) || editor.noControls,
    ],
    [editor.sections.session, capital(session.join('; ')) || editor.notConfigured],
    [editor.created, <DateTime key="created" iso={policy.createdDateTime} />],
    [editor.modified, <DateTime key="modified" iso={policy.modifiedDateTime} />],
  ]
  return (
    <>
      <PageHeader
        title={policy.displayName}
        parents={[{ title: shell.pages.conditionalAccess, path: '/conditional-access' }]}
      />
      <div className={styles.body}>
        <Text block size={400}>
          {sentenceOf(policy, nameOf, words)}
        </Text>
        <dl className={styles.list}>
          {rows.map(([term, value]) => (
            <Row key={term} term={term}>
              {value}
            </Row>
          ))}
        </dl>
      </div>
      <Impact policyId={policy.id} />
    </>
  )
}

function Row({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  const styles = useStyles()
  return (
    <>
      <dt className={styles.term}>{term}</dt>
      <dd className={styles.value}>{children}</dd>
    </>
  )
}

const sidesText = ({ included, excluded }: Sides, texts: { readonly include: string; readonly exclude: string }) =>
  [
    `${texts.include}: ${included.join(', ') || '–'}`,
    ...(excluded.length > 0 ? [`${texts.exclude}: ${excluded.join(', ')}`] : []),
  ].join(' · ')
