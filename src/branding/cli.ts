import { readFile } from 'node:fs/promises'
import { tenant } from '../directory/service.ts'
import { type AddCommands, type Answer, action, type Opened, UsageError } from '../faces/cli.ts'
import { brandingToGraph } from './graph/resources.ts'
import { type Branding, type LogoKind, shownColours } from './rules.ts'
import { readBranding, removeLogo, setLogo, updateBranding } from './service.ts'

/** `latchkey branding show|set`. */
export const addBrandingCommands: AddCommands = (program, open) => {
  const branding = program.command('branding').description('how the sign-in pages look')
  branding.command('show').description('show what is set').action(action(open, show))
  branding
    .command('set')
    .description('change colour, texts and pictures; what is not given stays')
    .option('--background-color <colour>', 'the colour of buttons and links, as #rrggbb; empty takes it away')
    .option('--sign-in-page-text <text>', 'below the form, such as the number of the service desk')
    .option('--username-hint-text <text>', 'at the field for the user name')
    .option('--banner-logo <file>', 'a PNG or JPEG that stands for the name, up to 245 × 36 pixels')
    .option('--no-banner-logo', 'take it away')
    .option('--square-logo <file>', 'a PNG or JPEG for the tab of the browser, up to 240 × 240 pixels')
    .option('--no-square-logo', 'take it away')
    .action(action(open, set))
}

async function show({ kernel, actor }: Opened): Promise<Answer> {
  return answered(kernel, await readBranding(kernel, actor, kernel.tenant.id))
}

interface SetOptions {
  readonly backgroundColor?: string
  readonly signInPageText?: string
  readonly usernameHintText?: string
  /** A file, or false to take it away. */
  readonly bannerLogo?: string | false
  readonly squareLogo?: string | false
}

async function set(opened: Opened, options: SetOptions): Promise<Answer> {
  const { kernel, actor } = opened
  const { bannerLogo, squareLogo, backgroundColor, signInPageText, usernameHintText } = options
  const organization = kernel.tenant.id
  const texts = {
    ...(backgroundColor !== undefined && { backgroundColor }),
    ...(signInPageText !== undefined && { signInPageText }),
    ...(usernameHintText !== undefined && { usernameHintText }),
  }
  const logos = Object.entries({ bannerLogo, squareLogo }) as [LogoKind, string | false | undefined][]
  const given = logos.filter(([, file]) => file !== undefined)
  if (given.length === 0 && Object.keys(texts).length === 0) {
    throw new UsageError('Say what to change: --background-color, --sign-in-page-text, --banner-logo; see --help.')
  }
  const pictures = await Promise.all(
    given.map(async ([kind, file]) => [kind, file && (await pictureIn(file))] as const),
  )
  if (Object.keys(texts).length > 0) await updateBranding(kernel, actor, { organization, change: texts })
  for (const [kind, contents] of pictures) {
    if (contents) await setLogo(kernel, actor, { organization, kind, contents })
    else await removeLogo(kernel, actor, { organization, kind })
  }
  const branding = await readBranding(kernel, actor, kernel.tenant.id)
  return { ...(await answered(kernel, branding)), note: adjusted(branding) ?? 'The sign-in pages show it from now on.' }
}

async function pictureIn(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch {
    throw new UsageError(`The file ${file} cannot be read.`)
  }
}

/** Where the colour could not be read as text, what stands for it. */
function adjusted(branding: Branding): string | undefined {
  const { backgroundColor } = branding
  const shown = shownColours(branding)
  if (!shown || backgroundColor === null) return undefined
  const changed = Object.entries(shown).filter(([, colour]) => colour !== backgroundColor)
  if (changed.length === 0) return undefined
  const said = changed.map(([theme, colour]) => `${colour} in the ${theme} theme`).join(', ')
  return `So that text can be read, ${backgroundColor} is shown as ${said}.`
}

async function answered(kernel: Opened['kernel'], branding: Branding): Promise<Answer> {
  const picture = (kind: LogoKind): string => {
    const logo = branding.logos.find((each) => each.kind === kind)
    return logo ? `${logo.type}, ${logo.width} × ${logo.height} pixels` : 'none'
  }
  return {
    json: brandingToGraph(kernel, branding),
    table: {
      name: (await kernel.store.read(tenant)).displayName,
      'background color': branding.backgroundColor ?? 'as it came',
      'sign-in page text': branding.signInPageText ?? 'none',
      'user name hint': branding.usernameHintText ?? 'as it came',
      'banner logo': picture('bannerLogo'),
      'square logo': picture('squareLogo'),
    },
  }
}
