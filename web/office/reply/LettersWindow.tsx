import type { ReplyLetters } from '../../../wire/reply.ts'
import { fill } from '../../../words/fill.ts'
import { Banner, Note } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useWords } from '../../words.ts'
import { PreviewedLetters } from './PreviewedLetters.tsx'

interface LettersWindowProps {
  readonly letters: ReplyLetters
  /** Names of the files that go with it. */
  readonly files: readonly string[]
  readonly onClose: () => void
  /** The one question, where the letter can be sent from here: what comes of it, and the press. */
  readonly sending?: {
    readonly comes: readonly string[]
    readonly busy: boolean
    readonly fault: string | null
    readonly onSend: () => void
  }
}

/** The letters as the client will get them; where one person decides, also the press that sends them. */
export function LettersWindow({ letters, files, onClose, sending }: LettersWindowProps) {
  const words = useWords('reply')
  const site = useWords('site')
  return (
    <Dialog
      wide
      title={letters.letters.length === 1 ? words.checkLetter : words.checkLetters}
      onClose={onClose}
      locked={sending?.busy ?? false}
      foot={
        sending === undefined ? (
          <Button kind="secondary" onPress={onClose}>
            {site.close}
          </Button>
        ) : (
          <>
            <Button kind="plain" onPress={onClose} unavailable={sending.busy}>
              {site.cancel}
            </Button>
            <Button onPress={sending.onSend} busy={sending.busy && words.sending}>
              {words.sendNow}
            </Button>
          </>
        )
      }
    >
      {sending !== undefined && sending.fault !== null && (
        <Banner kind="wait" role="alert">
          <p>{sending.fault}</p>
        </Banner>
      )}
      {sending !== undefined && (
        <div className="stack tight">
          {sending.comes.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
      <Note>{words.blank}</Note>
      <PreviewedLetters letters={letters.letters} />
      {files.length > 0 && <p>{fill(words.withFiles, { files: files.join(', ') })}</p>}
    </Dialog>
  )
}
