import { Button, makeStyles, Switch, Tooltip, tokens } from '@fluentui/react-components'
import { ArrowClockwise20Regular } from '@fluentui/react-icons'
import { type ReactNode, useState } from 'react'
import { PageHeader } from '../../components/page-header.tsx'
import type { Column } from '../../components/resource-table.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { useMay } from '../../shell/use-may.ts'
import { ColumnsMenu } from './columns-menu.tsx'
import { DownloadMenu } from './download-menu.tsx'
import { FilterPills } from './filter-pills.tsx'
import { Filters } from './filters.tsx'
import { LogList } from './log-list.tsx'
import { RangeChoice } from './range-choice.tsx'
import { StoryField } from './story-field.tsx'
import type { Log } from './use-log.ts'
import { ViewsMenu } from './views-menu.tsx'

const useStyles = makeStyles({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    alignItems: 'end',
    paddingBottom: tokens.spacingVerticalM,
  },
  pills: { paddingBottom: tokens.spacingVerticalM, ':empty': { display: 'none' } },
})

interface Frame<Row> {
  readonly log: Log
  readonly title: string
  /** What the server asks for before it shows the log. */
  readonly operation: string
  readonly columns: readonly Column<Row>[]
  readonly columnNames: readonly string[]
  readonly select: string
  timeOf(row: Row): string
  /** Between the title and the tools, for those who may read the log. */
  readonly children?: ReactNode
}

/** A log page: what is asked of the log, what can be done with the answer, and the list. */
export function LogFrame<Row extends { readonly id: string }>(frame: Frame<Row>) {
  const { log, title, operation, columnNames, children, ...list } = frame
  const styles = useStyles()
  const { logs, shared } = useTexts()
  const may = useMay()
  const [isSwitched, setSwitched] = useState(false)
  const { search } = log
  const canTail = !search.isOldestFirst && !(search.range === 'custom' && search.to !== '')
  const isLive = isSwitched && canTail
  return (
    <>
      <PageHeader title={title}>{may(operation) && <StoryField />}</PageHeader>
      {may(operation) && children}
      {may(operation) && (
        <search className={styles.tools}>
          <RangeChoice log={log} />
          <Filters log={log} />
          <ColumnsMenu log={log} names={columnNames} />
          <ViewsMenu log={log} />
          <DownloadMenu log={log} />
          <Tooltip content={shared.refresh} relationship="label">
            <Button appearance="subtle" icon={<ArrowClockwise20Regular />} onClick={log.refresh} />
          </Tooltip>
          <Switch
            label={logs.tail.label}
            checked={isLive}
            disabled={!canTail}
            {...(!canTail && { title: logs.tail.oldest })}
            onChange={(_, { checked }) => setSwitched(checked)}
          />
        </search>
      )}
      {may(operation) && (
        <div className={styles.pills}>
          <FilterPills log={log} />
        </div>
      )}
      <LogList log={log} isLive={isLive} {...list} />
    </>
  )
}
