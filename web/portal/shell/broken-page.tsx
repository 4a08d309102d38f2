import { useEffect } from 'react'
import { useRouteError } from 'react-router'
import { ErrorState } from '../components/page-states.tsx'

const reloadedAt = 'latchkey.reloadedAt'
const onceInMilliseconds = 60_000

/** In place of a page that threw; code that is gone since the server was upgraded is loaded anew. */
export function BrokenPage() {
  const error = useRouteError()
  const isOldCode = error instanceof TypeError && /import|module/i.test(error.message)
  useEffect(() => {
    const last = Number(sessionStorage.getItem(reloadedAt) ?? 0)
    if (!isOldCode || Date.now() - last < onceInMilliseconds) return
    sessionStorage.setItem(reloadedAt, String(Date.now()))
    location.reload()
  }, [isOldCode])
  return <ErrorState error={error} onRetry={() => location.reload()} />
}
