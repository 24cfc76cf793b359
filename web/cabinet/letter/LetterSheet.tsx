import type { ReactNode } from 'react'
import { NoBreak } from '../../ui/NoBreak.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useJourney } from '../draft/journey-page.ts'
import { type Piece, previewOf } from './letter-preview.ts'

/** §5: the letter as it is growing, with what the client wrote marked. `wrong` are fields with errors shown. */
export function LetterSheet({ wrong }: { wrong: ReadonlySet<string> }) {
  const words = useWords('writing')
  const language = useLanguage()
  const { draft } = useJourney()
  const type = draft.type
  if (type === null) return null
  const { block, title, body } = previewOf(draft, type, wrong, { fillIn: words.fillIn, mend: words.mend })
  return (
    <Sheet
      lang={draft.letterLanguage}
      block={block.map((line) => <p key={line.map(({ text }) => text).join('')}>{pieces(line, language)}</p>)}
    >
      <p className="letter-title">{title}</p>
      <div className="body">{paragraphs(body, language)}</div>
    </Sheet>
  )
}

// A paragraph is known by its place: its words change with every keystroke.
function paragraphs(body: readonly (readonly Piece[])[], language: string): ReactNode[] {
  let place = 0
  return body.map((line) => <p key={++place}>{pieces(line, language)}</p>)
}

function pieces(line: readonly Piece[], language: string): ReactNode[] {
  let place = 0
  return line.map(({ kind, text }) => {
    const key = ++place
    if (kind === 'typed')
      return (
        <mark key={key}>
          <NoBreak text={text} />
        </mark>
      )
    if (kind === 'plain') return <NoBreak key={key} text={text} />
    return (
      <mark key={key} className="todo" lang={language}>
        {text}
      </mark>
    )
  })
}
