import { Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { ArrowDownload20Regular } from '@fluentui/react-icons'
import { SecretOnce } from '../../components/secret-once.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import type { SavedHandOut } from './hand-out/make.ts'
import { saveFile } from './hand-out/save.ts'

const useStyles = makeStyles({
  one: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, maxWidth: '44rem' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

export const saveSheets = ({ name, html }: SavedHandOut): void => saveFile(`${name}.html`, html, 'text/html')

/** The hand-outs of this run; only what is encrypted is kept, so that it can be saved again. */
export function SavedHandOuts({ handOuts }: { readonly handOuts: readonly SavedHandOut[] }) {
  const styles = useStyles()
  const words = useTexts().bulk.handOut
  const format = useFormat()
  return handOuts.map((handOut) => (
    <div key={handOut.jwe} className={styles.one}>
      <Text weight="semibold">{words.saved(handOut.count, format.dateTime(handOut.createdDateTime))}</Text>
      <Text role="status">{words.forgotten}</Text>
      {handOut.passphrase !== undefined && (
        <SecretOnce
          label={words.passphrase}
          secret={handOut.passphrase}
          copyLabel={words.copyPassphrase}
          notice={words.once}
        />
      )}
      <div className={styles.buttons}>
        <Button icon={<ArrowDownload20Regular />} onClick={() => saveSheets(handOut)}>
          {words.again}
        </Button>
        <Button
          icon={<ArrowDownload20Regular />}
          onClick={() => saveFile(`${handOut.name}.jwe`, handOut.jwe, 'application/jose')}
        >
          {words.raw}
        </Button>
      </div>
    </div>
  ))
}
