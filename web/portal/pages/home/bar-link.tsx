import type { ReactNode } from 'react'
import { useHref, useLinkClickHandler } from 'react-router'

interface BarLinkParts {
  /** Below `/admin`; without it the bar leads nowhere. */
  readonly to: string | undefined
  readonly children: ReactNode
}

/** A part of a chart that leads to what it counts, for the mouse; the table of the chart has the same links for all. */
export const BarLink = ({ to, children }: BarLinkParts) =>
  to === undefined ? children : <Linked to={to}>{children}</Linked>

function Linked({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const href = useHref(to)
  const onClick = useLinkClickHandler<HTMLAnchorElement>(to)
  return (
    <a href={href} onClick={onClick} tabIndex={-1}>
      {children}
    </a>
  )
}
