import { ProblemError } from '../api.ts'
import { faultWords } from '../frame/FaultPages.tsx'
import type { SummaryLine } from '../ui/ErrorSummary.tsx'
import type { Words } from '../words.ts'

/** What was refused, as lines of the summary: at its field where it names one that the page has. */
export function refusedLines(
  error: unknown,
  site: Words<'site'>,
  fields: readonly string[] = [],
): readonly SummaryLine[] {
  if (!(error instanceof ProblemError) || error.problem === null) return [{ text: faultWords(error, site) }]
  const { title, detail, fields: named = [] } = error.problem
  const field = named.map((one) => one.field).find((one) => fields.includes(one))
  return [{ text: `${title}. ${detail}`, field }]
}
