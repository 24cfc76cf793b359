import { placeholdersIn, renderParagraph } from '../catalogue/placeholder.ts'

/**
 * What a template or a text module of a reply may leave to the appeal. The notation is that of the catalogue's letters:
 * {{number}}. `gap` is never filled by the program: there the executor writes what only they know.
 */
export const replyPlaceholders = [
  'number',
  'registrationDate',
  'subject',
  'client',
  'addressed',
  'contract',
  'contractDate',
  'dueDate',
  'newDueDate',
  'reason',
  'receiver',
  'correctedNumber',
  'correctedDate',
  'executor',
  'extension',
  'company',
  'companyShort',
  'phone',
  'gap',
] as const
export type ReplyPlaceholder = (typeof replyPlaceholders)[number]

const known: readonly string[] = replyPlaceholders
const isKnown = (name: string): name is ReplyPlaceholder => known.includes(name)

// Between double braces anything is a placeholder that was not filled, whatever its letters; a brace that was lost in
// typing is one too, and so are other brackets around a name that exists. Each alternative reads on from where it began
// and never back, so a text is read once however long it is.
const names = replyPlaceholders.join('|')
const left = new RegExp(
  String.raw`\{\{[^{}\n]*\}{0,2}|\{ ?(?:${names}) ?\}?(?!\p{L})|\[\[ ?(?:${names}) ?\]{0,2}|\}\}`,
  'giu',
)
/** What was typed before two closing braces that nothing opened; looked back for no further than a name is long. */
const beforeBraces = /[\p{L}\p{N}_ ]{0,40}$/u

/**
 * docs/office.md 6: placeholders that are left in a letter, as they were typed, each once. Empty: it may be sent as far
 * as they go. An empty value leaves its placeholder in the text, so an empty one can't be sent either.
 */
export function unresolvedIn(text: string): string[] {
  const found = [...text.matchAll(left)].map(({ 0: typed, index }) => {
    const [before = ''] =
      typed === '}}' ? (beforeBraces.exec(text.slice(Math.max(0, index - 40), index)) ?? []) : []
    return `${before}${typed}`.trim()
  })
  return [...new Set(found)]
}

/** Everything between braces in a template that no appeal gives a value for, as it was typed, each once. */
export function unknownIn(template: string): string[] {
  return unresolvedIn(template).filter((found) => {
    const [name = ''] = placeholdersIn(found)
    return found !== `{{${name}}}` || !isKnown(name)
  })
}

/** What each placeholder says in one language; null or empty: not known, so it stays in the text. */
export type ReplyValues = Readonly<Partial<Record<ReplyPlaceholder, string | null>>>

/** A template with what is known filled in. What a value holds is never read again. */
export function filledTemplate(template: string, values: ReplyValues): string {
  const valueIn = (name: string): string => {
    const value = isKnown(name) ? values[name]?.trim() : undefined
    return value === undefined || value === '' ? `{{${name}}}` : value
  }
  return template
    .split('\n')
    .map((line) =>
      renderParagraph(line, (name) => ({ text: valueIn(name), shown: valueIn(name), kind: 'words' })).join(
        '\n',
      ),
    )
    .join('\n')
}
