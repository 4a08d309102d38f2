import { makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components'
import { useTexts } from '../../shell/preferences.tsx'
import { type Area, byArea } from './by-area.ts'
import { PrivilegedBadge } from './privileged-badge.tsx'
import { useRoleWords } from './use-role-words.ts'

const useStyles = makeStyles({
  areas: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(24rem, 100%), 1fr))',
    gap: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL}`,
    alignItems: 'start',
  },
  title: { margin: 0 },
  list: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gap: tokens.spacingVerticalS,
    overflowWrap: 'anywhere',
  },
  line: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS, alignItems: 'baseline' },
  note: { color: tokens.colorNeutralForeground3, flexBasis: '100%' },
})

interface Granted {
  readonly name: string
  readonly description: string
  readonly area: Area
  readonly isPrivileged: boolean
  /** Where it counts, if that is to be told. */
  readonly note?: string
}

/** What may be done, in words, by what it is about. */
export function GrantedActions({ actions }: { readonly actions: readonly Granted[] }) {
  const styles = useStyles()
  const { roles } = useTexts()
  const words = useRoleWords()
  return (
    <div className={styles.areas}>
      {byArea(actions).map(([area, among]) => (
        <section key={area}>
          <Subtitle2 as="h3" block className={styles.title}>
            {roles.areas[area]}
          </Subtitle2>
          <ul className={styles.list}>
            {among.map((action) => (
              <li key={action.name} className={styles.line}>
                <span title={action.name}>{words.action(action)}</span>
                {action.isPrivileged && <PrivilegedBadge />}
                {action.note && (
                  <Text size={200} className={styles.note}>
                    {action.note}
                  </Text>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
