import { useQuery } from '@tanstack/react-query'
import { type MethodId, methodConfiguration } from '../../api/methods-policy.ts'
import { Loaded } from '../../components/page-states.tsx'
import { Pane } from '../../components/pane.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { MethodForm } from './method-form.tsx'

interface Opened {
  readonly id: MethodId
  onClose(): void
}

/** The settings of one method. */
export function MethodPane({ id, onClose }: Opened) {
  const { policies } = useTexts()
  const query = useQuery(methodConfiguration(id))
  if (query.data) return <MethodForm id={id} read={query.data} onClose={onClose} />
  return (
    <Pane title={policies.methods[id]} size="large" onClose={onClose}>
      <Loaded query={query}>{() => null}</Loaded>
    </Pane>
  )
}
