import { Button, makeStyles, mergeClasses, OverlayDrawer, tokens } from '@fluentui/react-components'
import { Navigation20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { Outlet, ScrollRestoration } from 'react-router'
import { Loading } from '../components/page-states.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Menu } from './menu.tsx'
import { useTexts } from './preferences.tsx'
import { SettingsMenu } from './settings-menu.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { useIsNarrow } from './use-is-narrow.ts'
import { useTenantName } from './use-tenant-name.ts'

const headerHeight = '48px'

const useStyles = makeStyles({
  skip: {
    position: 'absolute',
    left: '-1000px',
    top: 0,
    zIndex: 20,
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    ':focus': { left: 0 },
  },
  header: {
    position: 'sticky',
    top: 0,
    zIndex: 10,
    height: headerHeight,
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  brand: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, fontWeight: 600, minWidth: 0 },
  tenant: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  product: { color: tokens.colorNeutralForeground3, fontWeight: 400 },
  spacer: { flexGrow: 1 },
  frame: { display: 'flex', alignItems: 'flex-start' },
  side: {
    position: 'sticky',
    top: headerHeight,
    flexShrink: 0,
    width: '276px',
    height: `calc(100vh - ${headerHeight})`,
    overflowY: 'auto',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  main: {
    flexGrow: 1,
    minWidth: 0,
    boxSizing: 'border-box',
    maxWidth: '1440px',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL}`,
  },
  narrowMain: { padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalM}` },
  drawer: { padding: tokens.spacingHorizontalM, maxWidth: '85vw' },
})

/** The frame of every page: header, navigation, and the page itself. */
export function Shell() {
  const styles = useStyles()
  const { shell } = useTexts()
  const tenantName = useTenantName()
  const isNarrow = useIsNarrow()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <a href="#content" className={styles.skip}>
        {shell.skipToContent}
      </a>
      <header className={styles.header} data-print="no">
        {isNarrow && (
          <Button
            appearance="subtle"
            icon={<Navigation20Regular />}
            aria-label={shell.openNavigation}
            aria-expanded={isOpen}
            onClick={() => setOpen(true)}
          />
        )}
        <span className={styles.brand}>
          <Mark />
          <span className={styles.tenant}>{tenantName}</span>
          {!isNarrow && <span className={styles.product}>{shell.product}</span>}
        </span>
        <span className={styles.spacer} />
        <SettingsMenu />
        <AccountMenu />
      </header>
      <div className={styles.frame}>
        {isNarrow ? (
          <OverlayDrawer
            open={isOpen}
            onOpenChange={(_, { open }) => setOpen(open)}
            className={styles.drawer}
            aria-label={shell.navigation}
          >
            <Menu onGo={() => setOpen(false)} />
          </OverlayDrawer>
        ) : (
          <div className={styles.side} data-print="no">
            <Menu />
          </div>
        )}
        <main id="content" tabIndex={-1} className={mergeClasses(styles.main, isNarrow && styles.narrowMain)}>
          <Outlet />
        </main>
      </div>
      <SignInAgain />
      <ScrollRestoration />
    </>
  )
}

/** While the code of the first page loads. */
export const ShellLoading = () => <Loading />

const Mark = () => (
  <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="9" fill={tokens.colorBrandBackground} />
    <circle cx="16" cy="13" r="4.5" fill="none" stroke="#fff" strokeWidth="3" />
    <path d="M16 17.5V25m0-3h4" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
  </svg>
)
