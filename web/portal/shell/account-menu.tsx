import {
  Button,
  Menu,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemLink,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { Person20Regular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { me } from '../api/me.ts'
import { signOut } from '../api/sign-out.ts'
import { useNotices } from '../components/notices.tsx'
import { useTexts } from './preferences.tsx'

/** Who is signed in, their security info, and the way out. */
export function AccountMenu() {
  const { shell } = useTexts()
  const notices = useNotices()
  const { data } = useQuery(me)
  const name = data?.displayName ?? ''
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" aria-label={shell.account(name)} icon={<Person20Regular />} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{data?.userPrincipalName}</MenuGroupHeader>
            <MenuItemLink href="/security-info">{shell.securityInfo}</MenuItemLink>
            <MenuItem onClick={() => void signOut().catch(notices.failed)}>{shell.signOut}</MenuItem>
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
