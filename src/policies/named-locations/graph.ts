import { namedLocationCreate, namedLocationPatch } from '../../../contract/graph/named-location.ts'
import { pageOf } from '../../base/odata/evaluate.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerCreated, answerEntity, answerPage, listQuery, noContent } from '../../faces/graph/collection.ts'
import { acceptingPreference } from '../../faces/graph/lock-out.ts'
import { type GraphRequest, type GraphResponse, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { changeFrom, locationToGraph, settingsFrom } from './graph/resources.ts'
import { locationShape } from './rules/shapes.ts'
import { createLocation, deleteLocation, listLocations, readLocation, updateLocation } from './service.ts'

const root = '/identity/conditionalAccess/namedLocations'
const item = `${root}/{locationId}`
const shape = locationShape
const idOf = (request: GraphRequest): string => param(request, 'locationId')

async function getLocations(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, shape)
  const page = pageOf((await listLocations(kernel, request.actor)).map(locationToGraph), query, shape)
  return answerPage(kernel, request, { shape, query, page, toGraph: (location) => location })
}

async function getLocation(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const body = locationToGraph(await readLocation(kernel, request.actor, idOf(request)))
  return answerEntity(kernel, request, { context: shape.name, body, shape })
}

async function postLocation(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const made = await createLocation(kernel, request.actor, settingsFrom(parseBody(namedLocationCreate, request)))
  const path = `${root}/${made.id}`
  return answerCreated(kernel, request, { context: shape.name, path, body: locationToGraph(made) })
}

async function patchLocation(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const change = changeFrom(parseBody(namedLocationPatch, request))
  await updateLocation(kernel, request.actor, { id: idOf(request), change })
  return noContent()
}

async function removeLocation(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await deleteLocation(kernel, request.actor, { id: idOf(request) })
  return noContent()
}

const answers = { type: 'microsoft.graph.namedLocation' } as const

/**
 * Named locations of both types.
 *
 * Source: facts/entra.md §7.4, §13.
 */
export const namedLocationRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: root,
    operation: 'namedLocations.read',
    summary: 'List the named locations',
    options: ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken'],
    answers: { ...answers, collection: true },
    handle: getLocations,
  },
  {
    method: 'POST',
    path: root,
    operation: 'namedLocations.create',
    summary: 'Create a named location of addresses or countries',
    reads: namedLocationCreate,
    answers,
    handle: acceptingPreference(postLocation),
  },
  {
    method: 'GET',
    path: item,
    operation: 'namedLocations.read',
    summary: 'Read one named location',
    options: ['$select'],
    answers,
    handle: getLocation,
  },
  {
    method: 'PATCH',
    path: item,
    operation: 'namedLocations.update',
    summary: 'Change a named location',
    reads: namedLocationPatch,
    handle: acceptingPreference(patchLocation),
  },
  {
    method: 'DELETE',
    path: item,
    operation: 'namedLocations.delete',
    summary: 'Delete a named location that no policy refers to',
    handle: acceptingPreference(removeLocation),
  },
]
