import { Checkbox, Dropdown, Field, makeStyles, Option, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { strengths } from '../../api/policy-parts.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { named } from '../conditional-access/policy-words.ts'
import { noGrant, withGrant } from './draft.ts'
import { Block, Note, type SectionParts } from './section-parts.tsx'
import { neverMet } from './warnings.ts'

const controls = [
  'mfa',
  'compliantDevice',
  'domainJoinedDevice',
  'approvedApplication',
  'compliantApplication',
  'passwordChange',
  'riskRemediation',
]

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  hint: { color: tokens.colorNeutralForeground3, display: 'block', fontSize: tokens.fontSizeBase200 },
  strength: { paddingInlineStart: tokens.spacingHorizontalXXXL },
})

/** Grant: block, or what has to be met. */
export function GrantSection({ draft, onChange }: SectionParts) {
  const styles = useStyles()
  const { editor, words } = useTexts().access
  const texts = editor.grant
  const { data = [] } = useQuery(strengths)
  const grant = draft.grantControls ?? noGrant
  const isBlock = grant.builtInControls.includes('block')
  const others = grant.builtInControls.filter((control) => control !== 'block')
  const strength = grant.authenticationStrength
  const toggle = (control: string, isChosen: boolean) =>
    onChange(
      withGrant(draft, {
        builtInControls: controls.filter((one) => (one === control ? isChosen : grant.builtInControls.includes(one))),
        ...(control === 'mfa' && isChosen && { authenticationStrength: null }),
      }),
    )
  const putStrength = (id: string | undefined) => {
    const found = data.find((one) => one.id === id)
    onChange(
      withGrant(draft, {
        authenticationStrength: found ? { id: found.id, displayName: found.displayName } : null,
        ...(found && { builtInControls: grant.builtInControls.filter((one) => one !== 'mfa') }),
      }),
    )
  }
  const hintOf = (control: string) =>
    neverMet.has(control) ? texts.neverMet : control === 'passwordChange' ? texts.password : undefined
  const check = (control: string) => (
    <Checkbox
      key={control}
      checked={grant.builtInControls.includes(control)}
      label={
        <>
          {texts.controls[control as 'mfa'] ?? named(words.controls, control)}
          {hintOf(control) && <span className={styles.hint}>{hintOf(control)}</span>}
        </>
      }
      onChange={(_, { checked }) => toggle(control, checked === true)}
    />
  )
  return (
    <>
      <RadioGroup
        aria-label={editor.sections.grant}
        value={isBlock ? 'block' : 'grant'}
        onChange={(_, { value }) =>
          onChange(withGrant(draft, { builtInControls: value === 'block' ? ['block', ...others] : others }))
        }
      >
        <Radio value="block" label={texts.block} />
        <Radio value="grant" label={texts.grant} />
      </RadioGroup>
      {!isBlock && (
        <>
          <div className={styles.list}>
            {check('mfa')}
            <Checkbox
              checked={strength !== null}
              label={texts.strength}
              onChange={(_, { checked }) => putStrength(checked === true ? data[0]?.id : undefined)}
            />
            {strength && (
              <Field label={texts.strengthPick} hint={texts.mfaOrStrength} className={styles.strength}>
                <Dropdown
                  value={strength.displayName ?? ''}
                  selectedOptions={[strength.id]}
                  onOptionSelect={(_, { optionValue }) => putStrength(optionValue)}
                >
                  {data.map(({ id, displayName }) => (
                    <Option key={id} value={id}>
                      {displayName}
                    </Option>
                  ))}
                </Dropdown>
              </Field>
            )}
            {controls.filter((control) => control !== 'mfa').map(check)}
          </div>
          <Block title={texts.multiple}>
            <RadioGroup
              aria-label={texts.multiple}
              value={grant.operator ?? 'AND'}
              onChange={(_, { value }) => onChange(withGrant(draft, { operator: value === 'OR' ? 'OR' : 'AND' }))}
            >
              <Radio value="AND" label={texts.all} />
              <Radio value="OR" label={texts.one} />
            </RadioGroup>
          </Block>
          {grant.termsOfUse.length + grant.customAuthenticationFactors.length > 0 && (
            <Note>{[...grant.termsOfUse, ...grant.customAuthenticationFactors].join(', ')}</Note>
          )}
        </>
      )}
    </>
  )
}
