import { Checkbox, Field, MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useTexts } from '../../shell/preferences.tsx'
import { canBeMet, combinationGroups, combinationInWords, isSingleFactor } from './combinations.ts'

const useStyles = makeStyles({
  group: { border: 'none', margin: 0, padding: `0 0 ${tokens.spacingVerticalS}`, minWidth: 0 },
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(20rem, 100%), 1fr))',
    alignItems: 'start',
    paddingInlineStart: tokens.spacingHorizontalXXL,
    '> *': { minWidth: 0 },
  },
  bold: { fontWeight: tokens.fontWeightSemibold },
  quiet: { display: 'block', color: tokens.colorNeutralForeground3 },
})

interface Picking {
  readonly chosen: readonly string[]
  /** Whether none is chosen where one has to be. */
  readonly isMissing: boolean
  onChange(chosen: readonly string[]): void
}

/** The combinations of methods, grouped from the strongest down; those that nobody here can meet say so. */
export function CombinationPicker({ chosen, isMissing, onChange }: Picking) {
  const styles = useStyles()
  const { strengths: texts } = useTexts()
  const toggle = (combinations: readonly string[], isChosen: boolean) => {
    const others = chosen.filter((one) => !combinations.includes(one))
    onChange(isChosen ? [...others, ...combinations] : others)
  }
  return (
    <div>
      <Field {...(isMissing && { validationState: 'error', validationMessage: texts.choose })}>
        <Text weight="semibold">{texts.columns.methods}</Text>
      </Field>
      {combinationGroups.map(({ name, combinations }) => {
        const count = combinations.filter((one) => chosen.includes(one)).length
        return (
          <fieldset key={name} className={styles.group} aria-label={texts.groups[name]}>
            <Checkbox
              label={<span className={styles.bold}>{texts.groups[name]}</span>}
              checked={count === 0 ? false : count === combinations.length ? true : 'mixed'}
              onChange={() => toggle(combinations, count < combinations.length)}
            />
            <div className={styles.list}>
              {combinations.map((one) => (
                <Checkbox
                  key={one}
                  checked={chosen.includes(one)}
                  label={
                    <>
                      {combinationInWords(one, texts)}
                      {!canBeMet(one) && (
                        <Text size={200} className={styles.quiet}>
                          {texts.absent}
                        </Text>
                      )}
                    </>
                  }
                  onChange={(_, { checked }) => toggle([one], checked === true)}
                />
              ))}
            </div>
          </fieldset>
        )
      })}
      {chosen.some(isSingleFactor) && <Warning text={texts.oneFactor} />}
      {chosen.length > 0 && !chosen.some(canBeMet) && <Warning text={texts.onlyAbsent} />}
    </div>
  )
}

const Warning = ({ text }: { readonly text: string }) => (
  <MessageBar intent="warning" layout="multiline">
    <MessageBarBody>{text}</MessageBarBody>
  </MessageBar>
)
