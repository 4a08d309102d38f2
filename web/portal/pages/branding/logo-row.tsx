import { Button, Image, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { BrandingResource } from '../../../../contract/graph/branding.ts'
import { type LogoKind, removeLogo, setLogo } from '../../api/branding.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { InlineError } from '../../components/inline-error.tsx'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'

const useStyles = makeStyles({
  row: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, alignItems: 'flex-start' },
  hint: { color: tokens.colorNeutralForeground3 },
  frame: {
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    maxWidth: '100%',
    boxSizing: 'border-box',
  },
  picture: { maxHeight: '60px', maxWidth: '100%', display: 'block' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

interface LogoParts {
  readonly organizationId: string
  readonly kind: LogoKind
  readonly branding: BrandingResource | null
  readonly isReadOnly: boolean
}

/** One of the pictures: seen, chosen from a file, taken away. */
export function LogoRow({ organizationId, kind, branding: saved, isReadOnly }: LogoParts) {
  const styles = useStyles()
  const { shared, branding } = useTexts()
  const notices = useNotices()
  const client = useQueryClient()
  const file = useRef<HTMLInputElement>(null)
  const [isRemoving, setRemoving] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['branding'] })
  const setting = useMutation({
    mutationFn: (chosen: File) => setLogo(organizationId, kind, chosen),
    onSuccess: async () => {
      notices.done(branding.logoSet)
      await refresh()
    },
  })
  const name = branding.logo[kind]
  const address = saved?.[`${kind}RelativeUrl`]
  return (
    <div className={styles.row}>
      <Text weight="semibold">{name}</Text>
      <Text size={200} className={styles.hint}>
        {branding.logoHint[kind]}
      </Text>
      {address ? (
        <div className={styles.frame}>
          <Image className={styles.picture} src={`/${address.replace(/^\//, '')}`} alt={name} />
        </div>
      ) : (
        <Text>{branding.noLogo}</Text>
      )}
      {setting.error && <InlineError error={setting.error} />}
      {!isReadOnly && (
        <div className={styles.buttons}>
          <input
            ref={file}
            type="file"
            hidden
            accept="image/png,image/jpeg"
            onChange={(event) => {
              const chosen = event.target.files?.[0]
              if (chosen) setting.mutate(chosen)
              event.target.value = ''
            }}
          />
          <Button aria-label={branding.chooseFor(name)} onClick={() => file.current?.click()}>
            {branding.choose}
          </Button>
          {address && (
            <Button appearance="subtle" aria-label={branding.removeFor(name)} onClick={() => setRemoving(true)}>
              {shared.remove}
            </Button>
          )}
        </div>
      )}
      {isRemoving && (
        <ConfirmDialog
          title={branding.removeTitle}
          action={shared.remove}
          isDestructive
          onConfirm={async () => {
            await removeLogo(organizationId, kind)
            notices.done(branding.logoRemoved)
            await refresh()
          }}
          onClose={() => setRemoving(false)}
        >
          <Text>{branding.removeText(name)}</Text>
        </ConfirmDialog>
      )}
    </div>
  )
}
