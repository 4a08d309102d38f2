import { Button, Menu, MenuItemLink, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ArrowDownload20Regular } from '@fluentui/react-icons'
import { exportAddress } from '../../api/logs.ts'
import { useTexts } from '../../shell/preferences.tsx'
import { orderOf } from './log-kind.ts'
import type { Log } from './use-log.ts'

/** Takes away what the filters leave, whole and in the same order. */
export function DownloadMenu({ log }: { readonly log: Log }) {
  const { download } = useTexts().logs
  const { kind, search, filter } = log
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<ArrowDownload20Regular />}>{download.title}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {(['csv', 'jsonl'] as const).map((format) => (
            <MenuItemLink key={format} href={exportAddress(kind.log, format, filter, orderOf(kind, search))} download>
              {download[format]}
            </MenuItemLink>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
