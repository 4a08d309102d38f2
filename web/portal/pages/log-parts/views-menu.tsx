import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { Bookmark20Regular } from '@fluentui/react-icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { SavedView } from '../../../../contract/api/saved-views.ts'
import { changeView, dropView, keepView, savedViews } from '../../api/saved-views.ts'
import { useNotices } from '../../components/notices.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import type { Log } from './use-log.ts'
import { ViewDialog } from './view-dialog.tsx'
import { queryOf, searchOf } from './view-query.ts'

/** The views of the list that somebody keeps: chosen, saved, renamed and deleted. */
export function ViewsMenu({ log }: { readonly log: Log }) {
  const { views: words } = useTexts().logs
  const notices = useNotices()
  const queries = useQueryClient()
  const [naming, setNaming] = useState<'new' | 'rename'>()
  const { kind, search, columns, view, change, chooseColumns } = log
  const list = kind.log
  const { data: views = [] } = useQuery(savedViews(list))
  const chosen = views.find(({ id }) => id === view)
  const query = queryOf(kind, search, columns)
  const isChanged = chosen !== undefined && !isSame(chosen.query, query)
  const isThere = useRef(true)
  useEffect(() => {
    isThere.current = true
    return () => {
      isThere.current = false
    }
  }, [])
  const reload = () => queries.invalidateQueries({ queryKey: ['savedViews', list] })
  const choose = (wanted: SavedView) => {
    if (wanted.query.columns) chooseColumns(wanted.query.columns)
    change(searchOf(kind, wanted.query), wanted.id)
  }
  const save = async (name: string) => {
    const made =
      naming === 'rename' && chosen ? await changeView(chosen.id, { name }) : await keepView(list, name, query)
    await reload()
    change({}, made.id)
    notices.done(naming === 'rename' ? words.renamed(name) : words.saved(name))
  }
  const saveChanges = async ({ id, name }: SavedView) => {
    await changeView(id, { query })
    await reload()
    notices.done(words.saved(name))
  }
  const bringBack = async ({ name, query: kept }: SavedView) => {
    const { id } = await keepView(list, name, kept)
    await reload()
    if (isThere.current) change({}, id)
  }
  const drop = async (gone: SavedView) => {
    await dropView(gone.id)
    await reload()
    notices.done(words.deleted(gone.name), () => void bringBack(gone).catch(notices.failed))
  }
  return (
    <>
      <Menu
        checkedValues={{ view: [view] }}
        onCheckedValueChange={(_, { checkedItems }) => {
          const wanted = views.find(({ id }) => id === checkedItems[0])
          if (wanted) choose(wanted)
        }}
      >
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<Bookmark20Regular />}>{chosen?.name ?? words.title}</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {views.map(({ id, name }) => (
              <MenuItemRadio key={id} name="view" value={id}>
                {name}
              </MenuItemRadio>
            ))}
            {views.length === 0 && <MenuItem disabled>{words.none}</MenuItem>}
            <MenuDivider />
            {chosen && isChanged && (
              <MenuItem onClick={() => void saveChanges(chosen).catch(notices.failed)}>
                {words.saveChanges(chosen.name)}
              </MenuItem>
            )}
            <MenuItem onClick={() => setNaming('new')}>{words.saveAs}</MenuItem>
            {chosen && <MenuItem onClick={() => setNaming('rename')}>{words.rename(chosen.name)}</MenuItem>}
            {chosen && (
              <MenuItem onClick={() => void drop(chosen).catch(notices.failed)}>{words.delete(chosen.name)}</MenuItem>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      {naming && (
        <ViewDialog
          title={naming === 'new' ? words.saveAs : words.renameTitle}
          text={naming === 'new' ? words.saveText : undefined}
          name={naming === 'rename' ? (chosen?.name ?? '') : ''}
          onSave={save}
          onClose={() => setNaming(undefined)}
        />
      )}
    </>
  )
}

const isSame = (one: SavedView['query'], other: SavedView['query']): boolean =>
  (['filter', 'range', 'orderby'] as const).every((name) => one[name] === other[name]) &&
  one.columns?.join() === other.columns?.join()
