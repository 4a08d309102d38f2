import {
  Button,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components'
import { Settings20Regular } from '@fluentui/react-icons'
import { type Language, languages } from '../texts/texts.ts'
import { usePreferences } from './preferences.tsx'
import type { Appearance } from './theme.ts'

/** Language and appearance, kept in this browser. */
export function SettingsMenu() {
  const { texts, language, appearance, setLanguage, setAppearance } = usePreferences()
  const { shell } = texts
  return (
    <Menu
      checkedValues={{ language: [language], appearance: [appearance] }}
      onCheckedValueChange={(_, { name, checkedItems }) => {
        if (name === 'language') setLanguage(checkedItems[0] as Language)
        else setAppearance(checkedItems[0] as Appearance)
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={shell.settings} relationship="label">
          <Button appearance="subtle" icon={<Settings20Regular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{shell.language}</MenuGroupHeader>
            {Object.entries(languages).map(([code, name]) => (
              <MenuItemRadio key={code} name="language" value={code} lang={code}>
                {name}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuGroup>
            <MenuGroupHeader>{shell.appearance}</MenuGroupHeader>
            {(['system', 'light', 'dark'] as const).map((choice) => (
              <MenuItemRadio key={choice} name="appearance" value={choice}>
                {shell[choice]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
