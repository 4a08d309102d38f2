import { type Command, InvalidArgumentError } from 'commander'
import { oneNamed } from '../../faces/cli/find-named.ts'
import { type AddCommands, type Answer, action, type Opened, type Row, UsageError } from '../../faces/cli.ts'
import { type ForceOption, forcedBy, withForce } from '../revision/cli.ts'
import { locationToGraph } from './graph/resources.ts'
import type { WrittenRange } from './rules/location.ts'
import { isCountry, type LocationChange, type LocationSettings, type NamedLocation } from './rules.ts'
import { createLocation, deleteLocation, listLocations, readLocation, updateLocation } from './service.ts'

/** `latchkey named-location list|show|create|update|delete`. */
export const addNamedLocationCommands: AddCommands = (program, open) => {
  const location = program.command('named-location').description('places that policies name: addresses or countries')
  const named = (name: string, description: string) =>
    location.command(name).description(description).argument('<location>', 'id or display name')
  location.command('list').description('list the named locations').action(action(open, list))
  named('show', 'show one named location').action(action(open, show))
  withForce(withPlaces(location.command('create')))
    .description('create a named location of addresses or of countries')
    .requiredOption('--name <name>', 'display name')
    .addHelpText('after', examples)
    .action(action(open, create))
  withForce(withPlaces(named('update', 'change a named location; lists are replaced')))
    .option('--name <name>', 'the new display name')
    .option('--no-trusted', 'do not trust the addresses any longer')
    .option('--no-include-unknown', 'only addresses whose country is known')
    .action(action(open, update))
  withForce(named('delete', 'delete a named location that no policy refers to')).action(action(open, remove))
}

const examples = `
Examples:
  latchkey named-location create --name Office --ip 192.0.2.0/24 2001:db8::/32 --trusted
  latchkey named-location create --name 'The North' --country NO SE FI`

const withPlaces = (command: Command): Command =>
  command
    .option('--ip <range...>', 'addresses: 192.0.2.0/24, 2001:db8::/32')
    .option('--trusted', "the addresses count as 'all trusted locations'")
    .option('--country <code...>', 'countries by their ISO codes of two letters', readCountry)
    .option('--include-unknown', 'also addresses whose country nobody knows')

function readCountry(text: string, before: readonly string[] | undefined): readonly string[] {
  const code = text.toUpperCase()
  if (!isCountry(code)) throw new InvalidArgumentError("Write ISO 3166-1 codes of two letters, such as 'NO'.")
  return [...(before ?? []), code]
}

interface PlaceOptions {
  readonly name?: string
  readonly ip?: readonly string[]
  readonly trusted?: boolean
  readonly country?: readonly string[]
  readonly includeUnknown?: boolean
}

const whyNot = 'A named location is of addresses (--ip, --trusted) or of countries (--country, --include-unknown).'

/** What was asked for; `kind` where nothing that was says so itself. */
function changeFrom(options: PlaceOptions, kind?: NamedLocation['kind']): LocationChange {
  const { name, ip, trusted, country, includeUnknown } = options
  const [isIp, isCountries] = [ip !== undefined || trusted !== undefined, country ?? includeUnknown !== undefined]
  if (isIp && isCountries) throw new UsageError(`${whyNot} Make two.`)
  const displayName = name === undefined ? {} : { displayName: name }
  if (isIp || (!isCountries && kind === 'ip')) {
    return {
      kind: 'ip',
      ...displayName,
      ...(ip && { ipRanges: ip.map(writtenRange) }),
      ...(trusted !== undefined && { isTrusted: trusted }),
    }
  }
  if (!isCountries && kind === undefined) throw new UsageError(whyNot)
  return {
    kind: 'country',
    ...displayName,
    ...(country && { countriesAndRegions: country }),
    ...(includeUnknown !== undefined && { includeUnknownCountriesAndRegions: includeUnknown }),
  }
}

/** A single address is a range of one. */
function writtenRange(text: string): WrittenRange {
  const version = text.includes(':') ? 6 : 4
  return { version, cidrAddress: text.includes('/') ? text : `${text}/${version === 4 ? 32 : 128}` }
}

async function list({ kernel, actor }: Opened): Promise<Answer> {
  const locations = await listLocations(kernel, actor)
  return { json: locations.map(locationToGraph), table: locations.map(rowOf) }
}

async function show(opened: Opened, name: string): Promise<Answer> {
  return one(await locationNamed(opened, name))
}

async function create(
  opened: Opened,
  options: PlaceOptions & ForceOption & { readonly name: string },
): Promise<Answer> {
  const { kernel, actor } = forcedBy(opened, options)
  const change = changeFrom(options)
  const blank = { isTrusted: false, ipRanges: [], countriesAndRegions: [], includeUnknownCountriesAndRegions: false }
  const { isTrusted, ipRanges, ...countries } = blank
  const settings = change.kind === 'ip' ? { isTrusted, ipRanges, ...change } : { ...countries, ...change }
  return one(await createLocation(kernel, actor, { displayName: options.name, ...settings } as LocationSettings))
}

async function update(opened: Opened, name: string, options: PlaceOptions & ForceOption): Promise<Answer> {
  const { kernel, actor } = forcedBy(opened, options)
  const { id, kind } = await locationNamed(opened, name)
  await updateLocation(kernel, actor, { id, change: changeFrom(options, kind) })
  return one(await readLocation(kernel, actor, id))
}

async function remove(opened: Opened, name: string, options: ForceOption): Promise<Answer> {
  const { kernel, actor } = forcedBy(opened, options)
  const { id, displayName } = await locationNamed(opened, name)
  await deleteLocation(kernel, actor, { id })
  return { json: { id, deleted: true }, note: `${displayName} is deleted.` }
}

const locationNamed = async ({ kernel, actor }: Opened, name: string): Promise<NamedLocation> =>
  oneNamed(await listLocations(kernel, actor), name, { what: 'named location', notFound: 'locationNotFound' })

const one = (location: NamedLocation): Answer => ({ json: locationToGraph(location), table: rowOf(location) })

function rowOf(location: NamedLocation): Row {
  const { displayName: name, id } = location
  if (location.kind === 'ip') {
    const places = location.ipRanges.map(({ cidrAddress }) => cidrAddress).join(', ')
    return { name, kind: 'addresses', places, trusted: location.isTrusted, id }
  }
  const unknown = location.includeUnknownCountriesAndRegions ? ['unknown'] : []
  return {
    name,
    kind: 'countries',
    places: [...location.countriesAndRegions, ...unknown].join(', '),
    trusted: null,
    id,
  }
}
