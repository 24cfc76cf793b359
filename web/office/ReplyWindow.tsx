import type { ReplyPreview } from '../../wire/office.ts'
import { formatFileSize } from '../../words/file-size.ts'
import { fill } from '../../words/fill.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button, DownloadButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { LetterPages } from '../ui/Sheet.tsx'
import { useLanguage, useWords } from '../words.ts'

interface ReplyWindowProps {
  readonly preview: ReplyPreview
  /** Names of the files that go with it. */
  readonly files: readonly string[]
  /** What comes of sending. */
  readonly note: string
  readonly busy: boolean
  readonly fault: string | null
  readonly onSend: () => void
  readonly onClose: () => void
}

/** §10: the letters as the client will get them, drawn from the very bytes, and the one question: to send? */
export function ReplyWindow({ preview, files, note, busy, fault, onSend, onClose }: ReplyWindowProps) {
  const words = useWords('office')
  const site = useWords('site')
  return (
    <Dialog
      wide
      title={preview.letters.length === 1 ? words.checkLetter : words.checkLetters}
      onClose={onClose}
      locked={busy}
      foot={
        <>
          <Button kind="plain" onPress={onClose} unavailable={busy}>
            {site.cancel}
          </Button>
          <Button onPress={onSend} busy={busy && words.sending}>
            {words.sendNow}
          </Button>
        </>
      }
    >
      {fault !== null && (
        <Banner kind="wait" role="alert">
          <p>{fault}</p>
        </Banner>
      )}
      <p>{note}</p>
      {preview.letters.map((letter) => (
        <PreviewedLetter key={letter.language} letter={letter} />
      ))}
      {files.length > 0 && <p>{fill(words.withFiles, { files: files.join(', ') })}</p>}
    </Dialog>
  )
}

function PreviewedLetter({ letter }: { letter: ReplyPreview['letters'][number] }) {
  const words = useWords('office')
  const language = useLanguage()
  const size = formatFileSize(letter.size, language)
  return (
    <section className="stack" aria-label={letter.name}>
      <div className="sheet-cap">
        <h3 lang={letter.language}>{letter.name}</h3>
        <DownloadButton small href={`data:application/pdf;base64,${letter.pdf}`} name={letter.name}>
          {fill(words.pdfOf, { size })}
        </DownloadButton>
      </div>
      <LetterPages
        pages={letter.pages.length}
        srcOf={(page) =>
          `data:image/svg+xml;charset=utf-8,${encodeURIComponent(letter.pages[page - 1] ?? '')}`
        }
        text={letter.text}
        lang={letter.language}
      />
    </section>
  )
}
