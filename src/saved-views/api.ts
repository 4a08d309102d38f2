import {
  type SavedView as Resource,
  type SavedViewQuery,
  savedView,
  savedViewBody,
  savedViewOptions,
  savedViewPatch,
} from '../../contract/api/saved-views.ts'
import { toIso } from '../base/time.ts'
import type { ApiRoutes } from '../faces/api/router.ts'
import { parseBody, parseOptions } from '../faces/graph/body.ts'
import { answerCreated, answerEntity, answerList, noContent } from '../faces/graph/collection.ts'
import { type GraphRequest, param } from '../faces/graph/router.ts'
import type { SavedView, ViewQuery } from './rules.ts'
import { changeView, dropView, keepView, readView, savedViews } from './service.ts'

const path = '/users/{id}/savedViews'

const toApi = (view: SavedView): Resource => ({
  id: view.id,
  list: view.list as Resource['list'],
  name: view.name,
  query: view.query as SavedViewQuery,
  createdDateTime: toIso(view.createdAt),
  modifiedDateTime: toIso(view.modifiedAt),
})

/** A query without what is absent. */
const plain = (query: SavedViewQuery): ViewQuery => JSON.parse(JSON.stringify(query)) as ViewQuery

const own = (request: GraphRequest) => ({ user: param(request, 'id') })
const one = (request: GraphRequest) => ({ ...own(request), id: param(request, 'viewId') })

/** The views of lists that a person keeps, at `/api/v1/me/savedViews`; nobody else sees them. */
export const savedViewRoutes: ApiRoutes = [
  {
    method: 'GET',
    path,
    operation: null,
    summary: 'List the views that the person keeps, by list and name; all of them at once',
    asks: savedViewOptions,
    answers: { schema: savedView, collection: true },
    handle: async (kernel, request) => {
      const { list } = parseOptions(savedViewOptions, request)
      const views = await savedViews(kernel, request.actor, { ...own(request), list })
      return answerList(kernel, request, 'savedViews', views.map(toApi))
    },
  },
  {
    method: 'POST',
    path,
    operation: null,
    summary: 'Keep a view of a list, up to 50, each of its own name for the list',
    reads: savedViewBody,
    answers: { schema: savedView, created: true },
    handle: async (kernel, request) => {
      const { list, name, query } = parseBody(savedViewBody, request)
      const made = await keepView(kernel, request.actor, { ...own(request), list, name, query: plain(query) })
      return answerCreated(kernel, request, {
        context: 'savedViews',
        path: `/me/savedViews/${made.id}`,
        body: toApi(made),
      })
    },
  },
  {
    method: 'GET',
    path: `${path}/{viewId}`,
    operation: null,
    summary: 'Read one view',
    answers: { schema: savedView },
    handle: async (kernel, request) => {
      const view = await readView(kernel, request.actor, one(request))
      return answerEntity(kernel, request, { context: 'savedViews', body: toApi(view) })
    },
  },
  {
    method: 'PATCH',
    path: `${path}/{viewId}`,
    operation: null,
    summary: 'Name a view anew, or keep something else in it',
    reads: savedViewPatch,
    answers: { schema: savedView },
    handle: async (kernel, request) => {
      const { name, query } = parseBody(savedViewPatch, request)
      const change = { ...one(request), name, query: query && plain(query) }
      const view = await changeView(kernel, request.actor, change)
      return answerEntity(kernel, request, { context: 'savedViews', body: toApi(view) })
    },
  },
  {
    method: 'DELETE',
    path: `${path}/{viewId}`,
    operation: null,
    summary: 'Delete a view',
    handle: async (kernel, request) => {
      await dropView(kernel, request.actor, one(request))
      return noContent()
    },
  },
]
