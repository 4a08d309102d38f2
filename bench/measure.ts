/** One figure of one run. */
export interface Figure {
  readonly name: string
  readonly unit: string
  /** One value for each repetition. */
  readonly values: readonly number[]
  /** The limit measured in the same run: what it is, and its values in the same unit. */
  readonly limit?: { readonly name: string; readonly values: readonly number[] }
  /** Whether more is better; else less is. */
  readonly moreIsBetter: boolean
  readonly target?: string
}

/** Figures that belong together. */
export interface Section {
  readonly heading: string
  readonly figures: readonly Figure[]
  /** What people are shown in place of a line for each figure. */
  readonly lines?: readonly string[]
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

const rounded = (value: number): string => {
  if (value >= 100) return value.toFixed(0)
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

const withSpread = (values: readonly number[], unit: string): string =>
  values.length === 1
    ? `${rounded(median(values))} ${unit}`
    : `${rounded(median(values))} ${unit} (${rounded(Math.min(...values))}–${rounded(Math.max(...values))})`

function shareOfLimit({ values, limit, moreIsBetter }: Figure): number | undefined {
  if (!limit) return undefined
  return moreIsBetter ? median(values) / median(limit.values) : median(limit.values) / median(values)
}

/** One line for people: median and spread, the limit beside it, and how near it is. */
export function lineOf(figure: Figure): string {
  const { name, unit, values, limit, target } = figure
  const parts = [`  ${name}: ${withSpread(values, unit)}`]
  const share = shareOfLimit(figure)
  if (limit && share !== undefined) {
    parts.push(`limit ${withSpread(limit.values, unit)} ${limit.name}`, `${rounded(share)} of it`)
  }
  if (target) parts.push(`target ${target}`)
  return parts.join('; ')
}

/** Figures that come in pairs, p50 and p99, as a table: the value, its spread, and the limit's. */
export function tableOf(figures: readonly Figure[]): readonly string[] {
  const cell = ({ values, limit }: Figure) =>
    `${withSpread(values, '').replace(' ', '')} | ${limit ? rounded(median(limit.values)) : ''}`
  const rows = figures.flatMap((figure, index) => {
    const next = figures[index + 1]
    return index % 2 === 0 && next ? [`| ${figure.name.replace(/, p50$/, '')} | ${cell(figure)} | ${cell(next)} |`] : []
  })
  return ['| question | p50 | by hand | p99 | by hand |', '| --- | --- | --- | --- | --- |', ...rows]
}

/** The same for programs. */
export const summaryOf = (figure: Figure) => ({
  ...figure,
  median: median(figure.values),
  shareOfLimit: shareOfLimit(figure),
})

/** Runs `work` for each of `items`, `atOnce` at a time; returns the milliseconds each took, and all together. */
export async function inParallel<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<unknown>,
): Promise<{ readonly each: readonly number[]; readonly total: number }> {
  const each: number[] = []
  let next = 0
  const startedAt = performance.now()
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index]
      if (item === undefined) continue
      const begunAt = performance.now()
      await work(item)
      each.push(performance.now() - begunAt)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { each, total: performance.now() - startedAt }
}
