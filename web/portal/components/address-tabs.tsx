import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useSearchParams } from 'react-router'

const useStyles = makeStyles({
  tabs: { flexWrap: 'wrap', marginBottom: tokens.spacingVerticalM },
})

/** The tab that the address names in `tab`; the first unless it names one of these. */
export function useAddressTab<Name extends string>(names: readonly [Name, ...Name[]]): Name {
  const [params] = useSearchParams()
  return names.find((name) => name === params.get('tab')) ?? names[0]
}

interface Tabs<Name extends string> {
  /** In their order; the address does not name the first. */
  readonly names: readonly Name[]
  readonly titles: Readonly<Record<Name, string>>
  readonly shown: Name
}

/** The tabs of a page about one thing; the address names the one that is shown. */
export function AddressTabs<Name extends string>({ names, titles, shown }: Tabs<Name>) {
  const styles = useStyles()
  const [, setParams] = useSearchParams()
  return (
    <TabList
      className={styles.tabs}
      selectedValue={shown}
      onTabSelect={(_, { value }) =>
        setParams(value === names[0] ? {} : { tab: String(value) }, { replace: true, preventScrollReset: true })
      }
    >
      {names.map((name) => (
        <Tab key={name} value={name}>
          {titles[name]}
        </Tab>
      ))}
    </TabList>
  )
}
