import { Badge, Button, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import { Delete20Regular, Edit20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { passkeyRestriction, type Restriction, type Strength } from '../../api/strengths.ts'
import { Pane } from '../../components/pane.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { PolicyLinks } from '../conditional-access/policy-links.tsx'
import { asksForStrength, usePoliciesUsing } from '../conditional-access/use-policies-using.ts'
import { canBeMet, combinationInWords, grouped } from './combinations.ts'
import { DeleteStrength } from './delete-strength.tsx'

const useStyles = makeStyles({
  commands: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  badges: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  list: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    paddingInlineStart: tokens.spacingHorizontalXL,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
})

interface Shown {
  readonly strength: Strength
  onEdit(): void
  onClose(): void
}

/** One strength: what meets it, what it is restricted to, and who asks for it. */
export function StrengthPane({ strength, onEdit, onClose }: Shown) {
  const styles = useStyles()
  const { strengths: texts, shared } = useTexts()
  const may = useMay()
  const [isDeleting, setDeleting] = useState(false)
  const using = usePoliciesUsing()(asksForStrength(strength.id))
  const { displayName, description, policyType, requirementsSatisfied, allowedCombinations } = strength
  const isOwn = policyType === 'custom'
  return (
    <Pane title={displayName} isForReading onClose={onClose}>
      {isOwn && may('strengths.update') && (
        <div className={styles.commands}>
          <Button icon={<Edit20Regular />} onClick={onEdit}>
            {shared.edit}
          </Button>
          <Button icon={<Delete20Regular />} onClick={() => setDeleting(true)}>
            {shared.delete}
          </Button>
        </div>
      )}
      {description && <Text block>{description}</Text>}
      <div className={styles.badges}>
        <Badge appearance="outline">{texts.types[policyType]}</Badge>
        <Badge appearance="tint" color={requirementsSatisfied === 'mfa' ? 'success' : 'warning'}>
          {texts.satisfies[requirementsSatisfied]}
        </Badge>
      </div>
      {!isOwn && may('strengths.update') && (
        <Text size={200} className={styles.quiet}>
          {texts.builtInNote}
        </Text>
      )}
      {grouped(allowedCombinations).map(({ name, combinations }) => (
        <section key={name}>
          <h3 className={styles.title}>{texts.groups[name]}</h3>
          <ul className={styles.list}>
            {combinations.map((one) => (
              <li key={one}>
                {combinationInWords(one, texts)}
                {!canBeMet(one) && <span className={styles.quiet}> – {texts.absent}</span>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Restrictions strength={strength} />
      <section>
        <h3 className={styles.title}>{texts.usedBy}</h3>
        {using && using.length > 0 ? (
          <PolicyLinks policies={using} />
        ) : (
          <Text className={styles.quiet}>{using ? texts.usedByNone : shared.noPermission}</Text>
        )}
      </section>
      {isDeleting && (
        <DeleteStrength
          strength={strength}
          using={using ?? []}
          onClose={() => setDeleting(false)}
          onDeleted={onClose}
        />
      )}
    </Pane>
  )
}

function Restrictions({ strength }: Pick<Shown, 'strength'>) {
  const styles = useStyles()
  const { strengths: texts } = useTexts()
  const restrictions: readonly Restriction[] = strength.combinationConfigurations
  if (restrictions.length === 0) return null
  const passkeys = passkeyRestriction(strength)
  const list = (entries: readonly string[] | undefined) => entries?.join(', ') || texts.any
  return (
    <section>
      <h3 className={styles.title}>{texts.advanced}</h3>
      <ul className={styles.list}>
        {restrictions.map((one) => (
          <li key={one.id}>
            {one.id === passkeys?.id
              ? texts.modelsRead(list(one.allowedAAGUIDs))
              : texts.certificates(list(one.allowedIssuerSkis), list(one.allowedPolicyOIDs))}
          </li>
        ))}
      </ul>
    </section>
  )
}
