import { useEffect, useRef, useState } from 'react'
import type { FrozenLetters } from '../../../wire/reply-signing.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { Segments } from '../../ui/Choice.tsx'
import { useWords } from '../../words.ts'
import { LetterDownload, PagesOfLetter } from './PreviewedLetters.tsx'

interface FrozenPaperProps {
  readonly frozen: FrozenLetters
  /** The letter in this language is before their eyes. */
  readonly onShown: (language: string) => void
  /** It came by a press, whose button has gone: the focus goes on at its title. */
  readonly takesFocus: boolean
}

/** The letters with number and date, drawn from the very bytes that are signed: one language at a time. */
export function FrozenPaper({ frozen, onShown, takesFocus }: FrozenPaperProps) {
  const words = useWords('replySigning')
  const reply = useWords('reply')
  const { letters, outgoing } = frozen
  const [language, setLanguage] = useState(letters[0]?.language ?? 'kk')
  const letter = letters.find((one) => one.language === language) ?? letters[0]
  useEffect(() => onShown(language), [language, onShown])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus])
  const title = fill(words.paper, { number: outgoing.number, date: formatShortDate(outgoing.date) })
  return (
    <section className="paper" aria-labelledby="h-paper">
      <div className="paper-bar">
        <h2 id="h-paper" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <div className="row">
          {letters.length > 1 && (
            <Segments
              id="paper-language"
              legend={reply.language}
              hideLegend
              value={language}
              onChange={(value) => setLanguage(value === 'ru' ? 'ru' : 'kk')}
              options={letters.map((one) => ({
                value: one.language,
                label: one.language === 'kk' ? 'Қазақша' : 'Русский',
                lang: one.language,
              }))}
            />
          )}
          {letter !== undefined && <LetterDownload letter={letter} />}
        </div>
      </div>
      {letter !== undefined && <PagesOfLetter letter={letter} />}
      <p className="hash">SHA-256: {letter?.sha256.replace(/(.{4})(?=.)/g, '$1 ')}</p>
    </section>
  )
}
