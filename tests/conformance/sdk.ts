import {
  HttpMethod,
  type ModelSerializerFunction,
  type Parsable,
  type ParsableFactory,
  type RequestAdapter,
  RequestInformation,
} from '@microsoft/kiota-abstractions'
import {
  createODataErrorFromDiscriminatorValue,
  type ODataError,
} from '@microsoft/msgraph-sdk/models/oDataErrors/index.js'

/** What the SDK throws for statuses of 400 and more. */
export const errors = { XXX: createODataErrorFromDiscriminatorValue as ParsableFactory<Parsable> }

/** A model of the SDK: what reads it, what reads a list of it, and what writes it. */
export interface Model<Item extends Parsable> {
  /** The SDK's factories do not say what they make. */
  readonly one: ParsableFactory<Parsable>
  readonly list: ParsableFactory<Parsable>
  readonly write: ModelSerializerFunction<Item>
}

export type Headers = Readonly<Record<string, string>>

/** Requests by the SDK's own adapter and models, for what the package of users has no builders of. */
export class SdkRequests {
  readonly #adapter: RequestAdapter

  constructor(adapter: RequestAdapter) {
    this.#adapter = adapter
  }

  #asked(method: HttpMethod, path: string, headers: Headers = {}): RequestInformation {
    const request = new RequestInformation(method, `{+baseurl}${path}`, {})
    request.headers.tryAdd('Accept', 'application/json')
    for (const [name, value] of Object.entries(headers)) request.headers.tryAdd(name, value)
    request.pathParameters = { baseurl: this.#adapter.baseUrl }
    return request
  }

  async get<Answer extends Parsable>(path: string, factory: ParsableFactory<Parsable>): Promise<Answer | undefined> {
    return (await this.#adapter.send(this.#asked(HttpMethod.GET, path), factory, errors)) as Answer | undefined
  }

  /** The items of a list, its first page. */
  async list<Item extends Parsable>(path: string, model: Model<Item>): Promise<readonly Item[] | null | undefined> {
    return (await this.get<{ value?: Item[] | null }>(path, model.list))?.value
  }

  async post<Item extends Parsable>(path: string, item: Item, model: Model<Item>): Promise<Item | undefined> {
    const request = this.#asked(HttpMethod.POST, path)
    request.setContentFromParsable(this.#adapter, 'application/json', item, model.write)
    return (await this.#adapter.send(request, model.one, errors)) as Item | undefined
  }

  /** Sends what has no answer: a change, or a reference. */
  async send<Item extends Parsable>(
    method: HttpMethod,
    path: string,
    item: Item,
    write: ModelSerializerFunction<Item>,
  ): Promise<void> {
    const request = this.#asked(method, path)
    request.setContentFromParsable(this.#adapter, 'application/json', item, write)
    await this.#adapter.sendNoResponseContent(request, errors)
  }

  async delete(path: string, headers: Headers = {}): Promise<void> {
    await this.#adapter.sendNoResponseContent(this.#asked(HttpMethod.DELETE, path, headers), errors)
  }
}

/** What a request of the SDK was refused with. */
export const sdkRefusal = (work: Promise<unknown>): Promise<ODataError> =>
  work.then(
    () => {
      throw new Error('was not refused')
    },
    (thrown: ODataError) => thrown,
  )
