/** What Graph calls JSON. */
export const jsonType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'

/** The numbers of a request: the server's own, and the caller's where one came. */
export interface RequestIds {
  readonly requestId: string
  readonly clientRequestId: string
}

/** The numbers of a request, and that nobody keeps the answer. */
export const callHeaders = ({ requestId, clientRequestId }: RequestIds): Record<string, string> => ({
  'request-id': requestId,
  'client-request-id': clientRequestId,
  'cache-control': 'no-store',
})

/** What every answer of Graph carries, also one inside a batch. */
export const ownHeaders = (ids: RequestIds): Record<string, string> => ({ 'odata-version': '4.0', ...callHeaders(ids) })

/** Whether a media type is JSON, whatever its parameters. */
export const isJson = (contentType: string): boolean => /^application\/json *(?:;|$)/i.test(contentType)

const spellings: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'Allow',
    'Cache-Control',
    'Content-Type',
    'ETag',
    'Location',
    'OData-EntityId',
    'OData-Version',
    'Preference-Applied',
    'Retry-After',
    'WWW-Authenticate',
  ].map((name) => [name.toLowerCase(), name]),
)

/** Header names as Graph spells them in a batch, where Microsoft's own clients look for them letter by letter. */
export const spelled = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [spellings[name] ?? name, value]))
