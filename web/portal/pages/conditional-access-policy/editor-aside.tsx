import { MessageBar, MessageBarBody, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { type AccessPolicy, type PolicyBody, securityDefaults } from '../../api/access-policy.ts'
import { me } from '../../api/me.ts'
import { myPermissions } from '../../api/permissions.ts'
import { myGroups } from '../../api/policy-parts.ts'
import { DateTime } from '../../components/date-time.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { type NameOf, sentenceOf } from '../conditional-access/policy-words.ts'
import { warningsOf } from './warnings.ts'

const useStyles = makeStyles({
  aside: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    minWidth: 0,
    '@media (min-width: 1001px)': { position: 'sticky', top: '64px' },
  },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  sentence: { overflowWrap: 'anywhere' },
  detail: { color: tokens.colorNeutralForeground3 },
})

interface Aside {
  readonly policy: AccessPolicy | undefined
  readonly draft: PolicyBody
  readonly nameOf: NameOf
}

const grave: ReadonlySet<string> = new Set(['blocksAll', 'blocksYou', 'neverMet'])

/** What a policy comes to as it is edited, and what deserves a second look. */
export function EditorAside({ policy, draft, nameOf }: Aside) {
  const styles = useStyles()
  const { access } = useTexts()
  const { editor, words } = access
  const { data: person } = useQuery(me)
  const { data: permissions } = useQuery(myPermissions)
  const { data: groups = [] } = useQuery(myGroups)
  const { data: defaults } = useQuery(securityDefaults)
  const roles = permissions?.roles.map(({ id }) => id) ?? []
  const warnings = warningsOf(draft, { id: person?.id ?? '', groups, roles }, defaults?.isEnabled === true)
  return (
    <aside className={styles.aside} aria-label={editor.inWords}>
      <h2 className={styles.title}>{editor.inWords}</h2>
      <Text block role="status" className={styles.sentence}>
        {sentenceOf(draft, nameOf, words)}
      </Text>
      <Text block size={200} className={styles.detail}>
        {editor.whatItDoes[draft.state]}
      </Text>
      {warnings.map((warning) => (
        <MessageBar key={warning} intent={grave.has(warning) ? 'error' : 'warning'} layout="multiline">
          <MessageBarBody>{access.warnings[warning]}</MessageBarBody>
        </MessageBar>
      ))}
      {policy && (
        <Text block size={200} className={styles.detail}>
          {editor.created}: <DateTime iso={policy.createdDateTime} />
          <br />
          {editor.modified}: <DateTime iso={policy.modifiedDateTime} />
        </Text>
      )}
    </aside>
  )
}
