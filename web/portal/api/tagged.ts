import { answerOf } from './graph-client.ts'

/** An entity and the tag of the state it was read in. */
export interface Tagged<Entity> {
  readonly entity: Entity
  readonly tag: string | undefined
}

/** Reads an entity with its tag, so that a change can be made of that state alone. */
export async function readTagged<Entity>(path: string, signal: AbortSignal): Promise<Tagged<Entity>> {
  const answer = await answerOf(path, { signal })
  return { entity: (await answer.json()) as Entity, tag: answer.headers.get('etag') ?? undefined }
}

/** The part of a request that has it refused with 412 where somebody changed the entity since. */
export const ifUnchanged = (tag: string | undefined) => (tag === undefined ? {} : { headers: { 'if-match': tag } })
