import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { DocumentSlot } from '../../../domain/attachment/document-slot.ts'
import { fill } from '../../../words/fill.ts'
import { formatMoneySign } from '../../../words/money.ts'
import { useSession } from '../../session.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useJourney } from '../draft/journey-page.ts'
import { AttachedFile } from './AttachedFile.tsx'
import { withFittingPhotos } from './fit-photo.ts'
import { SendingFile } from './SendingFile.tsx'
import { UnfinishedFile } from './UnfinishedFile.tsx'
import { percentOf, type Unfinished, type Upload } from './uploads.ts'

interface DocumentPlaceProps {
  readonly slot: DocumentSlot
  readonly name: string
  readonly isReceipt: boolean
  readonly sending: readonly Upload[]
  readonly unfinished: readonly Unfinished[]
}

/** §7: one document of the list: what is there, what is on its way, and room for more. Takes dropped files too. */
export function DocumentPlace({ slot, name, isReceipt, sending, unfinished }: DocumentPlaceProps) {
  const words = useWords('writing')
  const files = useWords('files')
  const site = useWords('site')
  const language = useLanguage()
  const { fileLimits } = useSession().session
  const { draft, uploads } = useJourney()
  const [over, setOver] = useState(false)
  const attached = draft.attachments.filter(({ document }) => document === slot.document)
  const coming = sending.filter(({ state }) => state.kind !== 'refused')
  const room = attached.length + coming.length < slot.max
  const heading = useKeptFocus(room)
  const take = (chosen: readonly File[]) =>
    withFittingPhotos(chosen, fileLimits.maxBytes, (fitting) =>
      uploads.add(slot, fitting, draft.attachments, fileLimits),
    )
  const action = attached.length > 0 ? words.anotherFile : isReceipt ? words.chooseReceipt : words.chooseFile
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
  const wrong =
    sending.some(({ state }) => state.kind === 'refused') || attached.some(({ hold }) => hold === 'infected')
  const enough = attached.length >= slot.min && attached.length > 0
  const look = ['slot', wrong ? 'bad' : enough ? '' : 'missing', over ? 'over' : ''].filter(Boolean).join(' ')
  return (
    <li className={look} {...drop}>
      <div className="slot-head">
        <h3 className="part" ref={heading} tabIndex={-1}>
          {name}
          {!slot.required && <span className="optional"> {site.optional}</span>}
        </h3>
        <StateWord
          slot={slot}
          sending={sending}
          wrong={wrong}
          checking={attached.some(({ hold }) => hold === 'waiting')}
          enough={enough}
        />
      </div>
      {attached.map((file) => (
        <AttachedFile key={file.id} file={file} focusAfter={`file-${slot.document}`} />
      ))}
      {sending.map((upload) => (
        <SendingFile key={upload.key} upload={upload} slot={slot} />
      ))}
      {room && unfinished.map((file) => <UnfinishedFile key={file.id} file={file} slot={slot} />)}
      {room && (
        <>
          {isReceipt && (
            <p className="hint meta">
              {fill(words.receiptHint, { amount: formatMoneySign(draft.fee?.feeTiyn ?? 0, language) })}
            </p>
          )}
          <div className="drop">
            <div className="row">
              <FileButton
                id={`file-${slot.document}`}
                multiple={slot.max - attached.length > 1}
                label={fill(words.ofFile, { action, name })}
                onFiles={take}
              >
                {action}
              </FileButton>
              <FileButton
                camera
                id={`photo-${slot.document}`}
                label={fill(files.photoFor, { name })}
                onFiles={take}
              >
                {files.takePhoto}
              </FileButton>
            </div>
            <span className="meta only-mouse">{over ? files.dropHere : words.orDrop}</span>
          </div>
        </>
      )}
    </li>
  )
}

/** When the last room is taken its button goes; the focus then stays at the slot instead of nowhere. */
function useKeptFocus(room: boolean) {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(room)
  useEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body
    if (before.current && !room && lost) heading.current?.focus({ preventScroll: true })
    before.current = room
  }, [room])
  return heading
}

interface StateWordProps {
  readonly slot: DocumentSlot
  readonly sending: readonly Upload[]
  readonly wrong: boolean
  readonly checking: boolean
  readonly enough: boolean
}

/** Қажет, Жүктелуде, Тексерілуде, Қосылды or what is wrong: word, sign and colour. */
function StateWord({ slot, sending, wrong, checking, enough }: StateWordProps) {
  const words = useWords('writing')
  const files = useWords('files')
  const way = sending.find(({ state }) => state.kind !== 'refused')
  if (wrong) return word('bad', 'warning', words.slotWrong)
  if (way !== undefined) {
    const percent = percentOf('sent' in way.state ? way.state.sent : 0, way.file.size)
    return word('go', 'upload', fill(words.slotSending, { percent }))
  }
  if (checking) return word('go', 'wait', files.checking)
  if (enough) return word('ok', 'done', words.slotAdded)
  return slot.required ? word('need', 'dashed', words.slotNeeded) : null
}

function word(kind: string, icon: IconName, text: string): ReactNode {
  return (
    <span className={`state-word ${kind}`}>
      <Icon name={icon} />
      {text}
    </span>
  )
}
