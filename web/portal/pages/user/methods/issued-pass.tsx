import {
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Text,
  tokens,
  typographyStyles,
} from '@fluentui/react-components'
import { Print20Regular, TextQuote20Regular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import type { PassResource } from '../../../../../contract/graph/temporary-access-pass.ts'
import type { UserResource } from '../../../../../contract/graph/user.ts'
import { CopyButton } from '../../../components/copy-button.tsx'
import { DateTime } from '../../../components/date-time.tsx'
import { useNotices } from '../../../components/notices.tsx'
import { useTexts } from '../../../shell/preferences.tsx'
import { Countdown, useIsToCome } from './countdown.tsx'
import { HandOut } from './hand-out.tsx'
import { endOfPass } from './method-kinds.ts'
import { SpelledCode } from './spelled-code.tsx'
import { grouped, spacedOut } from './spelling.ts'
import { useQrCode } from './use-qr-code.ts'

const useStyles = makeStyles({
  head: { ...typographyStyles.subtitle2, margin: 0, ':focus': { outlineStyle: 'none' } },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  code: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: '0.6em',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeHero900,
    lineHeight: tokens.lineHeightHero900,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground3 },
  fact: { margin: 0 },
  address: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalL },
})

interface Issued {
  readonly user: UserResource
  readonly pass: PassResource
}

/** The code of a pass, the one time it is shown, and what one does with it. */
export function IssuedPass({ user, pass }: Issued) {
  const styles = useStyles()
  const { passes, shared } = useTexts()
  const { issued } = passes
  const [isSpelled, setSpelled] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const notices = useNotices()
  const sayGone = useRef(() => {})
  useEffect(() => {
    sayGone.current = () => notices.done(issued.closed(user.displayName))
  })
  useEffect(() => () => sayGone.current(), [])
  const code = pass.temporaryAccessPass ?? ''
  const address = `${location.origin}/signin`
  const end = endOfPass(pass)
  const isToCome = useIsToCome(pass.startDateTime)
  const QrCode = useQrCode()
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{issued.once}</MessageBarBody>
      </MessageBar>
      <h3 ref={heading} tabIndex={-1} className={styles.head}>
        {issued.code}
      </h3>
      <div className={styles.line}>
        <span className={styles.code} aria-hidden data-code>
          {keyed(grouped(code)).map(({ key, text }) => (
            <span key={key}>{text}</span>
          ))}
        </span>
        <Announced text={issued.announced(spacedOut(code))} />
        <CopyButton text={code} label={issued.copy} />
      </div>
      <div className={styles.line}>
        <Button icon={<TextQuote20Regular />} aria-expanded={isSpelled} onClick={() => setSpelled(!isSpelled)}>
          {isSpelled ? issued.hideSpelling : issued.spell}
        </Button>
        <Button icon={<Print20Regular />} disabledFocusable={QrCode === undefined} onClick={() => print()}>
          {issued.print}
        </Button>
      </div>
      {isSpelled && <SpelledCode code={code} />}
      <dl className={styles.facts}>
        <dt className={styles.term}>{issued.validFrom}</dt>
        <dd className={styles.fact}>
          <DateTime iso={pass.startDateTime} />
        </dd>
        <dt className={styles.term}>{issued.validUntil}</dt>
        <dd className={styles.fact}>
          <DateTime iso={end} />
        </dd>
        <dt className={styles.term}>{isToCome ? issued.startsIn : issued.left}</dt>
        <dd className={styles.fact}>
          <Countdown to={isToCome ? pass.startDateTime : end} />
        </dd>
        <dt className={styles.term}>{passes.details.usage}</dt>
        <dd className={styles.fact}>{pass.isUsableOnce ? shared.yes : shared.no}</dd>
      </dl>
      <div className={styles.address}>
        {QrCode && <QrCode address={address} />}
        <div>
          <Text block>{issued.address}</Text>
          <Text weight="semibold">{address}</Text> <CopyButton text={address} label={issued.copyAddress} />
        </div>
      </div>
      <Text>{issued.remember}</Text>
      <HandOut user={user} pass={pass} address={address}>
        {QrCode && <QrCode address={address} />}
      </HandOut>
    </>
  )
}

/** Said once by a screen reader, because it comes into a place that was empty. */
function Announced({ text }: { readonly text: string }) {
  const styles = useStyles()
  const [said, setSaid] = useState('')
  useEffect(() => setSaid(text), [text])
  return (
    <span role="status" className={styles.hidden}>
      {said}
    </span>
  )
}

/** Groups with a key each, though two may be alike. */
const keyed = (groups: readonly string[]): readonly { readonly key: string; readonly text: string }[] =>
  groups.map((text, index) => ({ key: `${index}`, text }))
