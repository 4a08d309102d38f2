import { queryOptions } from '@tanstack/react-query'
import type { SavedView, SavedViewQuery } from '../../../contract/api/saved-views.ts'
import type { CollectionPage } from './collection.ts'
import { graph } from './graph-client.ts'

type ViewList = SavedView['list']

const address = '/api/v1/me/savedViews'

/** The views of a list that whoever is signed in keeps, by name. */
export const savedViews = (list: ViewList) =>
  queryOptions({
    queryKey: ['savedViews', list],
    queryFn: async ({ signal }) => {
      const { value } = await graph<CollectionPage<SavedView>>(`${address}?list=${list}`, { signal })
      return value
    },
  })

export const keepView = (list: ViewList, name: string, query: SavedViewQuery): Promise<SavedView> =>
  graph(address, { method: 'POST', body: { list, name, query } })

export const changeView = (id: string, change: { name?: string; query?: SavedViewQuery }): Promise<SavedView> =>
  graph(`${address}/${id}`, { method: 'PATCH', body: change })

export const dropView = (id: string): Promise<void> => graph(`${address}/${id}`, { method: 'DELETE' })
