import type { Page } from 'playwright-core'

const mostSteps = 60

/** What has the focus, as a screen reader would call it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document
    if (!activeElement) return ''
    const labels = activeElement instanceof HTMLInputElement ? [...(activeElement.labels ?? [])] : []
    const labelledBy = activeElement.getAttribute('aria-labelledby')?.split(' ') ?? []
    const names = [...labels, ...labelledBy.map((id) => document.getElementById(id))]
    const text = names.map((element) => element?.textContent ?? '').join(' ')
    return activeElement.getAttribute('aria-label') ?? (text || (activeElement.textContent ?? ''))
  })

/** Presses Tab until something whose name begins so has the focus, and fails where it never comes. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = []
  for (let steps = 0; steps < mostSteps; steps += 1) {
    await page.keyboard.press('Tab')
    const found = await focused(page)
    if (found.trim().startsWith(name)) return
    passed.push(found.slice(0, 40))
  }
  throw new Error(`Tab never came to '${name}', but to: ${passed.join(' | ')}`)
}
