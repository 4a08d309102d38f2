import type { Advisory } from '../../tests/advisories/advisory.ts'
import { advisories } from '../../tests/advisories/table.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

const proofsOf = ({ proofs, notHere }: Advisory): string => {
  const files = [...new Set(proofs.map(([file]) => file))]
  const tests = files.map((file) => {
    const names = proofs.filter(([of]) => of === file).map(([, name]) => `*${cell(name)}*`)
    return `[${file}](../${file}): ${names.join('; ')}`
  })
  return [...tests, ...(notHere ? [`**Not here:** ${notHere}`] : [])].join('<br>')
}

const rowOf = (advisory: Advisory): string =>
  `| ${advisory.where}${advisory.titleOnly ? ' †' : ''} | ${advisory.wrong} | ${proofsOf(advisory)} |`

/** Prints `docs/advisories.md` from the table of advisories and their tests. */
export const printAdvisories = (): string => `# What went wrong elsewhere, and what shows that it does not here

Printed from \`tests/advisories\`; \`UPDATE_DOCS=1\` rewrites it, a test compares it, and another asks whether each test named is there.

These are advisories about sign-in, recovery and one-time codes in products like this one. Of those with † only the title was read, so the flaw tested for is the one the title tells. A name with \`%s\`, \`%j\` or \`$\` stands for a row of cases. Where something does not concern us yet, the reason stands after **Not here**; whoever builds it writes its test.

| advisory | what went wrong | the tests |
| --- | --- | --- |
${advisories.map(rowOf).join('\n')}
`
