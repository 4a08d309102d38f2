import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useTenantName } from '../../shell/use-tenant-name.ts'
import { endOfPass } from '../user/methods/method-kinds.ts'
import type { SavedHandOut } from './hand-out/make.ts'
import type { HandedPass } from './hand-out/payload.ts'
import { HandOutForm } from './hand-out-form.tsx'
import type { ShownRow } from './row-table.tsx'
import { SavedHandOuts, saveSheets } from './saved-hand-outs.tsx'
import { Section } from './section.tsx'
import type { useIssuing } from './use-issuing.ts'

interface Parts {
  /** Those whose code was not handed out. */
  readonly waiting: readonly ShownRow[]
  readonly issuing: ReturnType<typeof useIssuing>
  /** Those of this run, the newest in front. */
  readonly handOuts: readonly SavedHandOut[]
  onSaved(handOut: SavedHandOut): void
}

/** What becomes of the codes: they are encrypted and saved, and then forgotten. */
export function HandOuts({ waiting, issuing, handOuts, onSaved }: Parts) {
  const { bulk } = useTexts()
  const format = useFormat()
  const organization = useTenantName()
  const save = async (password: string, isGenerated: boolean) => {
    const { makeHandOut } = await import('./hand-out/make.ts')
    const handOut = await makeHandOut(
      {
        organization,
        createdDateTime: new Date().toISOString(),
        signInAddress: `${location.origin}/signin`,
        passes: waiting.flatMap((row) => handed(row, issuing.codes.get(row.user.id))),
      },
      { password, isGenerated, words: bulk.file, format },
    )
    saveSheets(handOut)
    onSaved(handOut)
    issuing.handedOut(waiting.map(({ user }) => user.id))
  }
  return (
    <Section title={bulk.handOut.title} takesFocus>
      {waiting.length > 0 && <HandOutForm count={waiting.length} onSave={save} />}
      <SavedHandOuts handOuts={handOuts} />
    </Section>
  )
}

function handed({ user, result }: ShownRow, code: string | undefined): readonly HandedPass[] {
  if (result?.kind !== 'issued' || code === undefined) return []
  const { id, displayName, userPrincipalName } = user
  const { startDateTime, isUsableOnce } = result.pass
  return [
    {
      userId: id,
      displayName,
      userPrincipalName,
      temporaryAccessPass: code,
      startDateTime,
      endDateTime: endOfPass(result.pass),
      isUsableOnce,
    },
  ]
}
