import { Button, Menu, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ColumnTripleEdit20Regular } from '@fluentui/react-icons'
import { useTexts } from '../../shell/preferences.tsx'
import { useLogWords } from './log-words.ts'
import type { Log } from './use-log.ts'

interface Choosing {
  readonly log: Log
  readonly names: readonly string[]
}

/** Which columns the list has; the last one stays. */
export function ColumnsMenu({ log, names }: Choosing) {
  const { columnsTitle } = useTexts().logs
  const words = useLogWords(log.kind)
  return (
    <Menu
      persistOnItemClick
      checkedValues={{ columns: [...log.columns] }}
      onCheckedValueChange={(_, { checkedItems }) => log.chooseColumns(checkedItems)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<ColumnTripleEdit20Regular />}>{columnsTitle}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {names.map((name) => (
            <MenuItemCheckbox
              key={name}
              name="columns"
              value={name}
              disabled={log.columns.length === 1 && log.columns[0] === name}
            >
              {words.columns[name]}
            </MenuItemCheckbox>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
