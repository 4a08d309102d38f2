import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { NavLink } from 'react-router'
import { navigation } from './navigation.ts'
import { useTexts } from './preferences.tsx'
import { useMay } from './use-may.ts'

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  section: {
    margin: `${tokens.spacingVerticalM} 0 ${tokens.spacingVerticalXS}`,
    padding: `0 ${tokens.spacingHorizontalM}`,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
  },
  link: {
    display: 'block',
    padding: `${tokens.spacingVerticalSNudge} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    borderLeft: '3px solid transparent',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    overflowWrap: 'anywhere',
    hyphens: 'auto',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    borderLeftColor: tokens.colorBrandStroke1,
  },
})

/** The pages somebody may use; what they may not is not offered. */
export function Menu({ onGo }: { readonly onGo?: () => void }) {
  const styles = useStyles()
  const { shell } = useTexts()
  const may = useMay()
  return (
    <nav aria-label={shell.navigation}>
      {navigation.map(({ section, items }) => {
        const open = items.filter(({ operations }) => may(...operations))
        if (open.length === 0) return null
        return (
          <div key={section}>
            <h2 className={styles.section}>{shell.sections[section]}</h2>
            <ul className={styles.list}>
              {open.map(({ page, path }) => (
                <li key={page}>
                  <NavLink
                    to={path}
                    end={path === '/'}
                    className={({ isActive }) => mergeClasses(styles.link, isActive && styles.current)}
                    {...(onGo && { onClick: onGo })}
                  >
                    {shell.pages[page]}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}
