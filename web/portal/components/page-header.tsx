import { makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { useTenantName } from '../shell/use-tenant-name.ts'
import { AppLink } from './app-link.tsx'

const useStyles = makeStyles({
  header: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    paddingBottom: tokens.spacingVerticalL,
  },
  crumbs: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS, color: tokens.colorNeutralForeground3 },
  title: {
    ...typographyStyles.title2,
    hyphens: 'auto',
    '@media (max-width: 700px)': typographyStyles.title3,
    margin: 0,
    overflowWrap: 'anywhere',
    ':focus': { outlineStyle: 'none' },
  },
  commands: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
})

/** Where the focus was last put; the first page leaves it where the browser has it. */
let focusedAt: string | undefined

interface Header {
  readonly title: string
  /** One sentence on what the page is for. */
  readonly text?: ReactNode
  /** The pages above this one; paths below `/admin`. */
  readonly parents?: readonly { readonly title: string; readonly path: string }[]
  /** The commands of the page, the most important first. */
  readonly children?: ReactNode
}

/** Title, way back and commands of a page; names the window and takes the focus when the page opens. */
export function PageHeader({ title, text, parents = [], children }: Header) {
  const styles = useStyles()
  const heading = useRef<HTMLHeadingElement>(null)
  const { pathname } = useLocation()
  const tenantName = useTenantName()
  useEffect(() => {
    document.title = `${title} – ${tenantName}`
  }, [title, tenantName])
  useEffect(() => {
    if (focusedAt !== undefined && focusedAt !== pathname) heading.current?.focus({ preventScroll: true })
    focusedAt = pathname
  }, [pathname])
  return (
    <header className={styles.header}>
      {parents.length > 0 && (
        <nav aria-label={title} className={styles.crumbs}>
          {parents.map((parent) => (
            <span key={parent.path}>
              <AppLink to={parent.path}>{parent.title}</AppLink> ›
            </span>
          ))}
        </nav>
      )}
      <h1 className={styles.title} ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {text && <Text block>{text}</Text>}
      {children && <div className={styles.commands}>{children}</div>}
    </header>
  )
}
