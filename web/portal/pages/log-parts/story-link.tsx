import { AppLink } from '../../components/app-link.tsx'
import { CopiedId } from '../../components/copied-id.tsx'
import { useTexts } from '../../shell/preferences.tsx'

/** A correlation id, to be copied, and the way to its story. */
export function StoryLink({ id }: { readonly id: string }) {
  const { logs } = useTexts()
  return (
    <>
      <CopiedId id={id} label={logs.correlation.copyId} />
      <AppLink to={`/correlations/${id}`}>{logs.story.link}</AppLink>
    </>
  )
}
