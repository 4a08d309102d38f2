import { Field, makeStyles, Radio, RadioGroup, Switch, Text, Textarea, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { MethodSettings } from '../../api/methods-policy.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { isAaGuid, isSame, linesOf } from './edits.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: { margin: `${tokens.spacingVerticalM} 0 0` },
  hint: { display: 'block', color: tokens.colorNeutralForeground3 },
  code: { fontFamily: tokens.fontFamilyMonospace },
})

interface Configuring {
  readonly draft: MethodSettings
  readonly isReadOnly: boolean
  onChange(change: Partial<MethodSettings>): void
}

/** What cannot be saved: a text that is no AAGUID, or that nothing at all is allowed. */
export function passkeyFault({ keyRestrictions: keys }: MethodSettings): { readonly wrong?: string } | undefined {
  const wrong = keys?.aaGuids.find((id) => !isAaGuid(id))
  if (wrong !== undefined) return { wrong }
  return keys?.isEnforced && keys.enforcementType === 'allow' && keys.aaGuids.length === 0 ? {} : undefined
}

/** Configure of passkeys: self-service, attestation and which models. */
export function PasskeyConfigure({ draft, isReadOnly, onChange }: Configuring) {
  const styles = useStyles()
  const { passkey } = useTexts().policies
  const { keyRestrictions: keys, isSelfServiceRegistrationAllowed, isAttestationEnforced } = draft
  const [text, setText] = useState<string>()
  if (!keys) return null
  const fault = passkeyFault(draft)
  const message = fault && (fault.wrong === undefined ? passkey.noneAllowed : passkey.wrongAaGuid(fault.wrong))
  // What is typed stands as long as it says what the draft says, so that discarding brings back the list.
  const shown = text !== undefined && isSame(linesOf(text), keys.aaGuids) ? text : keys.aaGuids.join('\n')
  const type = (value: string) => {
    setText(value)
    onChange({ keyRestrictions: { ...keys, aaGuids: linesOf(value) } })
  }
  const labelled = (label: string, hint: string) => (
    <>
      {label}
      <Text size={200} className={styles.hint}>
        {hint}
      </Text>
    </>
  )
  return (
    <div className={styles.root}>
      <Switch
        disabled={isReadOnly}
        label={labelled(passkey.isSelfServiceRegistrationAllowed, passkey.selfServiceHint)}
        checked={isSelfServiceRegistrationAllowed === true}
        onChange={(_, { checked }) => onChange({ isSelfServiceRegistrationAllowed: checked })}
      />
      <Switch
        disabled={isReadOnly}
        label={labelled(passkey.isAttestationEnforced, passkey.attestationHint)}
        checked={isAttestationEnforced === true}
        onChange={(_, { checked }) => onChange({ isAttestationEnforced: checked })}
      />
      <Text as="h3" weight="semibold" block className={styles.title}>
        {passkey.restrictions}
      </Text>
      <Switch
        disabled={isReadOnly}
        label={passkey.isEnforced}
        checked={keys.isEnforced}
        onChange={(_, { checked }) => onChange({ keyRestrictions: { ...keys, isEnforced: checked } })}
      />
      <Field label={passkey.enforcementType}>
        <RadioGroup
          layout="horizontal"
          disabled={isReadOnly}
          value={keys.enforcementType}
          onChange={(_, { value }) =>
            onChange({ keyRestrictions: { ...keys, enforcementType: value === 'allow' ? 'allow' : 'block' } })
          }
        >
          <Radio value="allow" label={passkey.allow} />
          <Radio value="block" label={passkey.block} />
        </RadioGroup>
      </Field>
      <Field
        label={passkey.aaGuids}
        hint={passkey.aaGuidsHint}
        {...(message && { validationState: 'error', validationMessage: message })}
      >
        <Textarea
          className={styles.code}
          rows={4}
          resize="vertical"
          readOnly={isReadOnly}
          value={shown}
          onChange={(_, { value }) => type(value)}
        />
      </Field>
    </div>
  )
}
