import { Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components'
import type { Conditions } from '../../api/access-policy.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { flagsOf, named } from '../conditional-access/policy-words.ts'
import { withConditions } from './draft.ts'
import { Block, Checks, Configured, type SectionParts } from './section-parts.tsx'

/** A word that stands alone, though it is written for the middle of a sentence. */
const capital = (word: string): string => word.charAt(0).toLocaleUpperCase() + word.slice(1)

/** Conditions: risk, platforms, client apps, devices and flows; what nothing here ever meets says so. */
export function ConditionsSection({ draft, onChange }: SectionParts) {
  const { conditionNames: names, editor, words } = useTexts().access
  const texts = editor.conditions
  const { conditions } = draft
  const put = (change: Partial<Conditions>) => onChange(withConditions(draft, change))
  const risk = (name: string) => capital(named(words.risks, name))
  const insider = flagsOf(conditions.insiderRiskLevels)
  const flows = flagsOf(conditions.authenticationFlows?.transferMethods)
  return (
    <>
      <Risk
        title={names.userRisk}
        levels={['high', 'medium', 'low']}
        chosen={conditions.userRiskLevels}
        onChange={(userRiskLevels) => put({ userRiskLevels })}
      />
      <Risk
        title={names.signInRisk}
        levels={['high', 'medium', 'low', 'none']}
        chosen={conditions.signInRiskLevels}
        onChange={(signInRiskLevels) => put({ signInRiskLevels })}
      />
      <Configured
        title={names.insiderRisk}
        note={texts.riskNote}
        isOn={conditions.insiderRiskLevels !== null}
        onSwitch={(isOn) => put({ insiderRiskLevels: isOn ? 'elevated' : null })}
      >
        <Checks
          label={names.insiderRisk}
          names={['elevated', 'moderate', 'minor']}
          nameOf={risk}
          chosen={insider}
          onChange={(levels) => put({ insiderRiskLevels: levels.join(',') || null })}
        />
      </Configured>
      <Platforms platforms={conditions.platforms} onChange={(platforms) => put({ platforms })} />
      <Configured
        title={names.clientApps}
        note={texts.legacyNote}
        isOn={!conditions.clientAppTypes.includes('all')}
        onSwitch={(isOn) => put({ clientAppTypes: isOn ? ['browser'] : ['all'] })}
      >
        <Checks
          label={names.clientApps}
          names={['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other']}
          nameOf={(name) => named(words.clients, name)}
          chosen={conditions.clientAppTypes}
          onChange={(types) => put({ clientAppTypes: types.length === 0 ? ['all'] : types })}
        />
      </Configured>
      <DeviceFilter devices={conditions.devices} onChange={(devices) => put({ devices })} />
      <Configured
        title={names.authenticationFlows}
        note={texts.flowNote}
        isOn={conditions.authenticationFlows !== null}
        onSwitch={(isOn) => put({ authenticationFlows: isOn ? { transferMethods: 'deviceCodeFlow' } : null })}
      >
        <Checks
          label={names.authenticationFlows}
          names={['deviceCodeFlow', 'authenticationTransfer']}
          nameOf={(name) => named(words.flows, name)}
          chosen={flows}
          onChange={(methods) =>
            put({ authenticationFlows: methods.length === 0 ? null : { transferMethods: methods.join(',') } })
          }
        />
      </Configured>
    </>
  )
}

interface RiskParts {
  readonly title: string
  readonly levels: readonly string[]
  readonly chosen: readonly string[]
  onChange(levels: readonly string[]): void
}

function Risk({ title, levels, chosen, onChange }: RiskParts) {
  const { editor, words } = useTexts().access
  return (
    <Configured
      title={title}
      note={editor.conditions.riskNote}
      isOn={chosen.length > 0}
      onSwitch={(isOn) => onChange(isOn ? ['high'] : [])}
    >
      <Checks
        label={title}
        names={levels}
        nameOf={(name) => capital(named(words.risks, name))}
        chosen={chosen}
        onChange={onChange}
      />
    </Configured>
  )
}

const platformNames = ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux']

interface PlatformParts {
  readonly platforms: Conditions['platforms']
  onChange(platforms: Conditions['platforms']): void
}

function Platforms({ platforms, onChange }: PlatformParts) {
  const { conditionNames, editor, words } = useTexts().access
  const texts = editor.conditions
  const name = (platform: string) => named(words.platforms, platform)
  const isAny = platforms?.includePlatforms.includes('all') === true
  return (
    <Configured
      title={conditionNames.platforms}
      note={texts.platformNote}
      isOn={platforms !== null}
      onSwitch={(isOn) => onChange(isOn ? { includePlatforms: ['all'], excludePlatforms: [] } : null)}
    >
      {platforms && (
        <>
          <Block title={editor.include}>
            <RadioGroup
              aria-label={`${conditionNames.platforms} (${editor.include})`}
              value={isAny ? 'all' : 'select'}
              onChange={(_, { value }) =>
                onChange({ ...platforms, includePlatforms: value === 'all' ? ['all'] : ['windows'] })
              }
            >
              <Radio value="all" label={texts.anyPlatform} />
              <Radio value="select" label={texts.selectPlatforms} />
            </RadioGroup>
            {!isAny && (
              <Checks
                label={`${conditionNames.platforms} (${editor.include})`}
                names={platformNames}
                nameOf={name}
                chosen={platforms.includePlatforms}
                onChange={(list) => onChange({ ...platforms, includePlatforms: list })}
              />
            )}
          </Block>
          <Block title={editor.exclude}>
            <Checks
              label={`${conditionNames.platforms} (${editor.exclude})`}
              names={platformNames}
              nameOf={name}
              chosen={platforms.excludePlatforms}
              onChange={(list) => onChange({ ...platforms, excludePlatforms: list })}
            />
          </Block>
        </>
      )}
    </Configured>
  )
}

interface DeviceParts {
  readonly devices: Conditions['devices']
  onChange(devices: Conditions['devices']): void
}

function DeviceFilter({ devices, onChange }: DeviceParts) {
  const { conditionNames, editor } = useTexts().access
  const texts = editor.conditions
  const filter = devices?.deviceFilter
  return (
    <Configured
      title={conditionNames.deviceFilter}
      note={texts.filterNote}
      isOn={filter != null}
      onSwitch={(isOn) => onChange(isOn ? { deviceFilter: { mode: 'exclude', rule: '' } } : null)}
    >
      {filter && (
        <>
          <RadioGroup
            aria-label={conditionNames.deviceFilter}
            value={filter.mode}
            onChange={(_, { value }) =>
              onChange({ deviceFilter: { ...filter, mode: value === 'include' ? 'include' : 'exclude' } })
            }
          >
            <Radio value="include" label={texts.filterInclude} />
            <Radio value="exclude" label={texts.filterExclude} />
          </RadioGroup>
          <Field label={texts.rule}>
            <Textarea
              value={filter.rule}
              placeholder={'device.trustType -eq "ServerAD"'}
              resize="vertical"
              onChange={(_, { value }) => onChange({ deviceFilter: { ...filter, rule: value } })}
            />
          </Field>
        </>
      )}
    </Configured>
  )
}
