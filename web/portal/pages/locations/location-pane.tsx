import { Badge, Button, makeStyles, Text, tokens, typographyStyles } from '@fluentui/react-components'
import { Delete20Regular, Edit20Regular } from '@fluentui/react-icons'
import { useMemo, useState } from 'react'
import type { NamedLocation } from '../../api/locations.ts'
import { DateTime } from '../../components/date-time.tsx'
import { Pane } from '../../components/pane.tsx'
import { useFormat, useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { PolicyLinks } from '../conditional-access/policy-links.tsx'
import { useLockOutCare } from '../conditional-access/use-lock-out-care.tsx'
import { namesLocation, usePoliciesUsing } from '../conditional-access/use-policies-using.ts'
import { DeleteLocation } from './delete-location.tsx'
import { isIp, isTrusted, kindOf } from './location-words.ts'

const useStyles = makeStyles({
  commands: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  title: { ...typographyStyles.subtitle2, margin: 0 },
  list: {
    margin: `${tokens.spacingVerticalXS} 0 0`,
    paddingInlineStart: tokens.spacingHorizontalXL,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
})

interface Shown {
  readonly location: NamedLocation
  onEdit(): void
  onClose(): void
}

/** One location: where it is, whether it is trusted, and which policies name it. */
export function LocationPane({ location, onEdit, onClose }: Shown) {
  const styles = useStyles()
  const { locations: texts, shared } = useTexts()
  const may = useMay()
  const { locale } = useFormat()
  const { attempt, dialog } = useLockOutCare()
  const [isDeleting, setDeleting] = useState(false)
  const names = useMemo(() => new Intl.DisplayNames(locale, { type: 'region' }), [locale])
  const find = usePoliciesUsing()
  const using = find(namesLocation(location.id, isTrusted(location)))
  const content = isIp(location)
    ? location.ipRanges.map(({ cidrAddress }) => cidrAddress)
    : [
        ...location.countriesAndRegions.map((code) => names.of(code) ?? code),
        ...(location.includeUnknownCountriesAndRegions ? [texts.unknown] : []),
      ]
  return (
    <Pane title={location.displayName} isForReading onClose={onClose}>
      <div className={styles.commands}>
        {may('namedLocations.update') && (
          <Button icon={<Edit20Regular />} onClick={onEdit}>
            {shared.edit}
          </Button>
        )}
        {may('namedLocations.delete') && (
          <Button icon={<Delete20Regular />} onClick={() => setDeleting(true)}>
            {shared.delete}
          </Button>
        )}
      </div>
      <div className={styles.commands}>
        <Badge appearance="outline">{texts.types[kindOf(location)]}</Badge>
        {isTrusted(location) && (
          <Badge appearance="tint" color="success">
            {texts.columns.trusted}
          </Badge>
        )}
      </div>
      <section>
        <h3 className={styles.title}>{isIp(location) ? texts.rangeList : texts.countries}</h3>
        <ul className={styles.list}>
          {content.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className={styles.title}>{texts.usedBy}</h3>
        {using && using.length > 0 ? (
          <PolicyLinks policies={using} />
        ) : (
          <Text className={styles.quiet}>{using ? texts.usedByNone : shared.noPermission}</Text>
        )}
      </section>
      <Text size={200} className={styles.quiet}>
        {texts.columns.modified}: <DateTime iso={location.modifiedDateTime} />
      </Text>
      {isDeleting && (
        <DeleteLocation
          location={location}
          using={find(namesLocation(location.id, false)) ?? []}
          attempt={attempt}
          onClose={() => setDeleting(false)}
          onDeleted={onClose}
        />
      )}
      {dialog}
    </Pane>
  )
}
