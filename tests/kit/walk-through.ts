import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** One step: what somebody does, and the picture of what they then see. */
interface Step {
  readonly text: string
  /** The name of its picture, without folder and ending. */
  readonly picture?: string
}

export interface Chapter {
  readonly title: string
  /** Who does it, and what for. */
  readonly lead: string
  readonly steps: readonly Step[]
}

const documents = join(import.meta.dirname, '../../docs')
const folder = 'walk-through'
const file = join(documents, 'walk-through.md')

/** Whether pictures and page are to be made anew, as `npm run walk-through` does. */
const isWriting = process.env['UPDATE_WALK_THROUGH'] !== undefined

/** Puts codes that are in the page out of sight: a picture is the last place for one. */
const hideCodes = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const code of document.querySelectorAll('[data-code]')) code.textContent = '●●●● ●●●●'
  })

/** Takes pictures of a walk, where they are wanted, and notes which were taken. */
export class Pictures {
  readonly taken: string[] = []

  static async open(): Promise<Pictures> {
    if (isWriting) {
      await rm(join(documents, folder), { recursive: true, force: true })
      await mkdir(join(documents, folder), { recursive: true })
    }
    return new Pictures()
  }

  async take(page: Page, name: string): Promise<void> {
    this.taken.push(name)
    if (!isWriting) return
    await hideCodes(page)
    await page.screenshot({ path: join(documents, folder, `${name}.png`), animations: 'disabled' })
  }
}

/** The page as it should be; writes it where that is wanted, and answers what stands there. */
export async function keptWalkThrough(chapters: readonly Chapter[]): Promise<{ kept: string; printed: string }> {
  const printed = print(chapters)
  if (isWriting) await writeFile(file, printed)
  return { kept: await readFile(file, 'utf8'), printed }
}

function print(chapters: readonly Chapter[]): string {
  const parts = chapters.map(({ title, lead, steps }) => {
    const lines = steps.map(({ text, picture }, index) => {
      const image = picture === undefined ? '' : `\n\n   ![${text.replaceAll('*', '')}](${folder}/${picture}.png)`
      return `${index + 1}. ${text}${image}`
    })
    return `## ${title}\n\n${lead}\n\n${lines.join('\n\n')}\n`
  })
  return `${heading}\n${parts.join('\n')}`
}

const heading = `# Temporary Access Pass, step by step

For everybody who knows how it goes in Microsoft Entra: the same steps, under the same words. The people and places are those of \`npm run demo\`. Codes are blotted out in the pictures; a code is shown once, to whoever issues it.

This page and its pictures are made by \`npm run walk-through\`, which takes every step in a real browser. The same steps are a test.
`
