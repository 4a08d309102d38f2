import { Link } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useHref, useLinkClickHandler } from 'react-router'

interface AppLinkParts {
  /** Below `/admin`. */
  readonly to: string
  /** What it is called where what it shows does not say enough. */
  readonly label?: string
  readonly children: ReactNode
}

/** A link to another page of the admin center. */
export function AppLink({ to, label, children }: AppLinkParts) {
  const href = useHref(to)
  const onClick = useLinkClickHandler<HTMLAnchorElement>(to)
  return (
    <Link href={href} onClick={onClick} {...(label !== undefined && { 'aria-label': label })}>
      {children}
    </Link>
  )
}
