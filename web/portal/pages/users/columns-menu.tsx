import { Button, Menu, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ColumnTripleEdit20Regular } from '@fluentui/react-icons'
import { useTexts } from '../../shell/preferences.tsx'
import { columnNames } from './use-columns.ts'

interface Choosing {
  readonly chosen: readonly string[]
  onChoose(chosen: readonly string[]): void
}

/** Which columns the list has. */
export function ColumnsMenu({ chosen, onChoose }: Choosing) {
  const { users } = useTexts()
  return (
    <Menu
      persistOnItemClick
      checkedValues={{ columns: [...chosen] }}
      onCheckedValueChange={(_, { checkedItems }) => onChoose(checkedItems)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<ColumnTripleEdit20Regular />}>{users.list.chooseColumns}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {columnNames.map((name) => (
            <MenuItemCheckbox key={name} name="columns" value={name}>
              {users.properties[name]}
            </MenuItemCheckbox>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
