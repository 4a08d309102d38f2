import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible, takeScreenshots } from './browser.ts'

/** What every page has to be, whatever is on it. */
export async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page)
  await takeScreenshots(page, name)
  await page.setViewportSize({ width: 320, height: 640 })
  const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  expect(scrolls, `${name} scrolls sideways at 320 pixels`).toBe(false)
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input:not([type=hidden]), a.button')]
      .map((element) => ({ label: element.innerText || element.id, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 44))
      .map(({ label }) => label),
  )
  expect(small, `${name} has targets under 44 pixels`).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
}
