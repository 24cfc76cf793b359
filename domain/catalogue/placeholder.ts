const placeholder = /\{\{(\w+)\}\}/

/** Names of the placeholders of a text, in order. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(new RegExp(placeholder, 'g'))].map((match) => match[1] ?? '')
}

/** A sentence ends at a full stop before a space; a placeholder alone counts as a sentence of its own. */
export function sentencesOf(paragraph: string): string[] {
  return paragraph.trim().split(/(?<=[.!?])\s+/)
}

/** A printed answer: what decides about the marks around it, and what is shown (the same, or dressed by a page). */
export interface PrintedValue {
  readonly text: string
  readonly shown: string
  /** `prose` was typed with or without a full stop, `rows` have lines of their own. */
  readonly kind: 'words' | 'prose' | 'rows'
}

const closed = /[.!?…][»”")]*$/

/** The template's words after a value, with the marks that the value needs and has not, and without those it has. */
function joined(value: PrintedValue, words: string): string {
  let rest = words
  if (closed.test(value.text) && /^\.(?!\.)/.test(rest)) rest = rest.slice(1)
  else if (value.kind === 'prose' && value.text !== '' && !closed.test(value.text) && /^\s/.test(rest)) {
    rest = `.${rest}`
  }
  // After an answer of several paragraphs the template's next words begin another.
  return value.kind === 'rows' || value.text.includes('\n') ? rest.replace(/^([.;,]?)\s+/, '$1\n') : rest
}

/**
 * One paragraph of a template with its placeholders filled; several when an answer has several. What was typed is
 * never read again.
 */
export function renderParagraph(
  paragraph: string,
  printedOf: (name: string, after: string) => PrintedValue,
): string[] {
  const parts = paragraph.split(new RegExp(placeholder, 'g'))
  let text = parts[0] ?? ''
  for (let i = 1; i < parts.length; i += 2) {
    const after = parts[i + 1] ?? ''
    const value = printedOf(parts[i] ?? '', after)
    if (value.kind === 'rows' && value.text !== '') text = `${text.trimEnd()}\n`
    text += value.shown + joined(value, after)
  }
  return text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
