import type { ReplyKind } from '../appeal/reply-kind.ts'
import { shapeFault } from '../catalogue/letter-characters.ts'
import { type LetterLanguage, letterLanguages } from '../language.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { askedPaperFaults } from './asked-papers.ts'
import type { ReplyContent } from './content-digest.ts'
import { unresolvedIn } from './placeholder.ts'

/** A letter that is shorter says nothing; a longer one is no letter. */
export const replyLength = { least: 20, most: 10_000 } as const
/** More lines are no letter either, and would make hundreds of pages of it. */
const replyLines = 400
export const reasonLength = { least: 5, most: 1000 } as const

/** A no that belongs to one field of a letter. */
export interface ReplyFault {
  readonly field: string
  readonly refusal: Refusal
}

type Said = Omit<ReplyContent, 'files' | 'sheetVersion'>

/** The languages that this letter is written in. */
export const languagesOf = (texts: ReplyContent['texts']): LetterLanguage[] =>
  letterLanguages.filter((language) => texts[language].trim() !== '')

/**
 * What keeps a letter from going out by what it says: the language of the appeal is missing, a placeholder is left, a
 * field of its kind is empty. The screen's language is not asked. Days are judged by domain/appeal/extension.ts.
 */
export function replyFaults(content: Said, appealLanguage: LetterLanguage): ReplyFault[] {
  return [...textFaults(content.texts, appealLanguage), ...kindFaults[content.kind](content)]
}

function textFaults(texts: ReplyContent['texts'], appealLanguage: LetterLanguage): ReplyFault[] {
  return letterLanguages.flatMap((language) => {
    const text = texts[language].trim()
    const fault = (refusal: Refusal) => [{ field: `texts.${language}`, refusal }]
    if (text === '') return language === appealLanguage ? fault(refuse('reply_language')) : []
    if (text.length < replyLength.least) return fault(refuse('too_short', { n: replyLength.least }))
    const large = sizeFault(text)
    if (large !== null) return fault(large)
    const left = unresolvedIn(text)
    return left.length === 0 ? [] : fault(refuse('reply_placeholder', { found: left.join(', ') }))
  })
}

/** docs/office.md 6: why a text is too large to be laid out, be it only to look at it. */
export function sizeFault(text: string): Refusal | null {
  if (text.length > replyLength.most) return refuse('too_long', { n: replyLength.most })
  if (text.split('\n').length > replyLines) return refuse('too_many_lines', { n: replyLines })
  return shapeFault(text)
}

const missing = (field: string): ReplyFault => ({ field, refusal: refuse('required') })

const kindFaults: Readonly<Record<ReplyKind, (content: Said) => ReplyFault[]>> = {
  answer: ({ outcome }) => (outcome === null ? [missing('outcome')] : []),
  interim: ({ reason, newDueDate, papers }) => [
    ...reasonFaults(reason),
    ...(newDueDate === null ? [missing('newDueDate')] : []),
    ...(papers === null ? [] : askedPaperFaults(papers)),
  ],
  papers: ({ reason, papers }) => [
    ...reasonFaults(reason),
    ...askedPaperFaults(papers ?? { by: null, slots: [] }),
  ],
  forwarding: ({ receiver }) => [
    ...(receiver === null || receiver.name.trim() === '' ? [missing('receiver.name')] : []),
    ...(receiver === null || receiver.address.trim() === '' ? [missing('receiver.address')] : []),
    ...placeholderFaults('receiver.name', receiver?.name ?? ''),
    ...placeholderFaults('receiver.address', receiver?.address ?? ''),
  ],
  return: ({ reason }) => reasonFaults(reason),
  correction: ({ corrects, reason }) => [
    ...(corrects === null ? [missing('corrects')] : []),
    ...reasonFaults(reason),
  ],
}

function reasonFaults(typed: string): ReplyFault[] {
  const reason = typed.trim()
  if (reason === '') return [missing('reason')]
  if (reason.length < reasonLength.least) {
    return [{ field: 'reason', refusal: refuse('too_short', { n: reasonLength.least }) }]
  }
  // A client reads the reason too.
  return placeholderFaults('reason', reason)
}

function placeholderFaults(field: string, said: string): ReplyFault[] {
  const left = unresolvedIn(said)
  return left.length === 0
    ? []
    : [{ field, refusal: refuse('reply_placeholder', { found: left.join(', ') }) }]
}
