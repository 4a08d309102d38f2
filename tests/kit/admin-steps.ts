import type { Page } from 'playwright-core'

/** The status with which the server answers whoever is signed in to the page. */
export const ask = (page: Page, method: string, path: string, body?: unknown): Promise<number> =>
  page.evaluate(
    async ([how, where, sent]) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(where, { method: how, headers, ...(sent === null ? {} : { body: sent }) })).status
    },
    [method, path, body === undefined ? null : JSON.stringify(body)] as const,
  )

/** The row of a list that has a link of this name. */
export const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name }) })

/** Chooses a row of a list, or takes the choice back. */
export const choose = (page: Page, name: string): Promise<void> =>
  page.getByRole('checkbox', { name: `Select ${name}` }).click()

/** A button of the dialog that asks something. */
export const inDialog = (page: Page, name: string) =>
  page.getByRole('alertdialog').getByRole('button', { name, exact: true })

/** Types into a picker and takes what it finds. */
export async function pick(page: Page, field: string, text: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).pressSequentially(text)
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).click()
}
