import type { ReplyLetters } from '../../../wire/reply.ts'
import { formatFileSize } from '../../../words/file-size.ts'
import { fill } from '../../../words/fill.ts'
import { DownloadButton } from '../../ui/Button.tsx'
import { LetterPages } from '../../ui/Sheet.tsx'
import { useLanguage, useWords } from '../../words.ts'

type Letter = ReplyLetters['letters'][number]

/** The letters as the client will get them, drawn from the very bytes. */
export function PreviewedLetters({ letters }: { letters: readonly Letter[] }) {
  return letters.map((letter) => <PreviewedLetter key={letter.language} letter={letter} />)
}

export function PreviewedLetter({ letter }: { letter: Letter }) {
  return (
    <section className="stack" aria-label={letter.name}>
      <div className="sheet-cap">
        <h3 lang={letter.language}>{letter.name}</h3>
        <LetterDownload letter={letter} />
      </div>
      <PagesOfLetter letter={letter} />
    </section>
  )
}

export function LetterDownload({ letter }: { letter: Letter }) {
  const words = useWords('reply')
  const size = formatFileSize(letter.size, useLanguage())
  return (
    <DownloadButton small href={`data:application/pdf;base64,${letter.pdf}`} name={letter.name}>
      {fill(words.pdfOf, { size })}
    </DownloadButton>
  )
}

/** A page as wide as a phone is too small to read: its text is open from the start. */
const narrow = '(max-width: 40rem)'

export function PagesOfLetter({ letter }: { letter: Letter }) {
  return (
    <LetterPages
      pages={letter.pages.length}
      srcOf={(page) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(letter.pages[page - 1] ?? '')}`}
      text={letter.text}
      lang={letter.language}
      textOpen={matchMedia(narrow).matches}
    />
  )
}
