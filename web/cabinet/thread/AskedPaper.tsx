import { type DragEvent, useState } from 'react'
import { checkNameAndSize } from '../../../domain/attachment/file-rules.ts'
import type { AskedPapers } from '../../../wire/paper.ts'
import type { SubmissionDraft } from '../../../wire/submission.ts'
import { formatFileSize } from '../../../words/file-size.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { virusNote } from '../../appeal/virus-note.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useSession } from '../../session.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { FileList, FileRow } from '../../ui/FileList.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { UploadBar } from '../../ui/Progress.tsx'
import { RemoveFile } from '../../ui/RemoveFile.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { withFittingPhotos } from '../documents/fit-photo.ts'
import { UploadRefusal } from '../documents/send-upload.ts'
import { type Held, useSendingFiles } from '../documents/use-sending-files.ts'
import { sayRefusal } from '../draft/refusal-words.ts'
import { sendMessageFile } from './message-world.ts'

type Slot = AskedPapers['slots'][number]
type Files = SubmissionDraft['files']

interface AskedPaperProps {
  readonly slot: Slot
  /** What names and notes are written in. */
  readonly lang: string
  readonly draftId: string | null
  /** Put up for it and not sent yet. */
  readonly files: Files
  readonly begun: () => Promise<SubmissionDraft>
  readonly refresh: () => Promise<unknown>
  /** Whether something of it is on its way: nothing is sent meanwhile, for a sent place takes nothing more. */
  readonly onBusy: (slotId: string, busy: boolean) => void
}

/** One asked paper: what is needed, how far it is, and room for its files. Takes dropped files too. */
export function AskedPaper({ slot, lang, draftId, files, begun, refresh, onBusy }: AskedPaperProps) {
  const words = useWords('papers')
  const site = useWords('site')
  const ofFiles = useWords('files')
  const refusals = useWords('refusals')
  const language = useLanguage()
  const { fileLimits } = useSession().session
  const send = useSendingFiles((id: string, file, watched) => sendMessageFile(id, file, watched, slot.id))
  const [way, setWay] = useState<{ percent: number; held: Held | undefined } | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  const open = slot.state === 'asked'
  const add = async (chosen: readonly File[]) => {
    setError(null)
    onBusy(slot.id, true)
    for (const file of chosen) {
      const refusal = checkNameAndSize(file.name, file.size, fileLimits)
      if (refusal !== null) {
        setError(`${file.name}: ${sayRefusal(refusal, refusals, language)}`)
        continue
      }
      setWay({ percent: 0, held: undefined })
      try {
        await send((await begun()).id, file, (percent, held) => setWay({ percent, held }))
        await refresh()
      } catch (fault) {
        const why =
          fault instanceof UploadRefusal
            ? sayRefusal(fault.refusal, refusals, language)
            : faultWords(fault, site)
        setError(`${file.name}: ${why}`)
      }
    }
    setWay(null)
    onBusy(slot.id, false)
  }
  const take = (chosen: readonly File[]) =>
    withFittingPhotos(chosen, fileLimits.maxBytes, (fitting) => void add(fitting))
  const remove = async (fileId: string) => {
    if (draftId === null) return
    setError(null)
    try {
      await call('DELETE /api/submissions/:id/files/:fileId', { params: { id: draftId, fileId } })
    } catch (fault) {
      setError(faultWords(fault, site))
    }
    await refresh()
    document.getElementById(`paper-${slot.id}`)?.focus()
  }
  const drop = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      take([...event.dataTransfer.files])
    },
  }
  const look = ['slot', open && files.length === 0 ? 'missing' : '', over ? 'over' : ''].filter(Boolean)
  return (
    <li className={look.join(' ')} {...(open && drop)}>
      <div className="slot-head">
        <div>
          <h3 className="part" lang={lang}>
            {slot.name}
          </h3>
          {slot.note !== '' && (
            <p className="hint" lang={lang}>
              {slot.note}
            </p>
          )}
        </div>
        <StateWord slot={slot} ready={files.length > 0} />
      </div>
      {slot.state === 'asked' && slot.askedAgain !== null && (
        <p className="what wait">
          <Icon name="returned" size={18} />
          <span>{fill(words.askedAgain, { reason: slot.askedAgain })}</span>
        </p>
      )}
      {error !== null && <FieldError id={`paper-${slot.id}-error`}>{error}</FieldError>}
      {files.length > 0 && (
        <FileList label={fill(words.filesOf, { name: slot.name })}>
          {files.map((file) => (
            <FileRow
              key={file.id}
              name={file.name}
              size={file.size}
              note={virusNote(file, '', ofFiles).note}
              action={
                <RemoveFile
                  label={fill(words.removeFile, { name: file.name })}
                  onPress={() => void remove(file.id)}
                />
              }
            />
          ))}
        </FileList>
      )}
      {way !== null && (
        <>
          <p role="status" className="sub">
            {way.held === 'line' && fill(ofFiles.waitingLine, { percent: way.percent })}
            {way.held === 'session' && fill(ofFiles.waitingSession, { percent: way.percent })}
          </p>
          <UploadBar percent={way.percent} label={slot.name} />
        </>
      )}
      {open && (
        <div className="drop">
          <div className="row">
            <FileButton
              id={`paper-${slot.id}`}
              multiple
              label={fill(words.chooseFor, { name: slot.name })}
              onFiles={take}
            >
              {words.choose}
            </FileButton>
            <FileButton
              camera
              id={`paper-photo-${slot.id}`}
              label={fill(ofFiles.photoFor, { name: slot.name })}
              onFiles={take}
            >
              {ofFiles.takePhoto}
            </FileButton>
          </div>
          <span className="meta">
            {over
              ? ofFiles.dropHere
              : fill(words.limit, { size: formatFileSize(fileLimits.maxBytes, language) })}
          </span>
        </div>
      )}
    </li>
  )
}

const signs: Readonly<Record<Slot['state'] | 'ready', readonly [look: string, icon: IconName]>> = {
  asked: ['need', 'dashed'],
  ready: ['go', 'tick'],
  sent: ['ok', 'outgoing'],
  accepted: ['ok', 'done'],
  notNeeded: ['ok', 'tick'],
}

/** Қажет, Тіркелді, Жіберілді, Қабылданды: word, sign and colour. */
function StateWord({ slot, ready }: { slot: Slot; ready: boolean }) {
  const words = useWords('papers')
  const state = slot.state === 'asked' && ready ? 'ready' : slot.state
  const [look, icon] = signs[state]
  return (
    <span className={`state-word ${look}`}>
      <Icon name={icon} />
      {state === 'asked' ? words.needed : words[state]}
    </span>
  )
}
