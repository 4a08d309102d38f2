import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components'
import { Filter20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTexts } from '../../shell/preferences.tsx'
import { FilterForm } from './filter-form.tsx'
import type { Log } from './use-log.ts'

const useStyles = makeStyles({ surface: { minHeight: 'min(20rem, 80vh)', maxHeight: '80vh', overflowY: 'auto' } })

/** A button, and under it the form with every filter of the log. */
export function Filters({ log }: { readonly log: Log }) {
  const styles = useStyles()
  const { filters } = useTexts().logs
  const [isOpen, setOpen] = useState(false)
  const { search, change } = log
  return (
    <Popover
      open={isOpen}
      onOpenChange={(_, { open }) => setOpen(open)}
      trapFocus
      withArrow
      positioning={{ position: 'below', align: 'start', autoSize: 'height' }}
    >
      <PopoverTrigger disableButtonEnhancement>
        <Button icon={<Filter20Regular />}>{filters.title}</Button>
      </PopoverTrigger>
      <PopoverSurface aria-label={filters.title} className={styles.surface}>
        <FilterForm
          kind={log.kind}
          search={search}
          onApply={(part) => {
            setOpen(false)
            change(part)
          }}
        />
      </PopoverSurface>
    </Popover>
  )
}
