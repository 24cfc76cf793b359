import { useState } from 'react'
import { checkNameAndSize } from '../../../domain/attachment/file-rules.ts'
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
import { UploadBar } from '../../ui/Progress.tsx'
import { RemoveFile } from '../../ui/RemoveFile.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { withFittingPhotos } from '../documents/fit-photo.ts'
import { UploadRefusal } from '../documents/send-upload.ts'
import { type Held, useSendingFiles } from '../documents/use-sending-files.ts'
import { sayRefusal } from '../draft/refusal-words.ts'
import type { MessageSaving } from './message-saving.ts'
import { sendMessageFile } from './message-world.ts'

interface MessageFilesProps {
  readonly saving: MessageSaving
  readonly draft: SubmissionDraft | null
  /** Something is on its way: until it is there, nothing is sent. */
  readonly onBusy: (busy: boolean) => void
}

/** Files that go with a message, by the rules of a letter's. The first begins the draft, as the first key does. */
export function MessageFiles({ saving, draft, onBusy }: MessageFilesProps) {
  const words = useWords('thread')
  const site = useWords('site')
  const scan = useWords('files')
  const refusals = useWords('refusals')
  const language = useLanguage()
  const { fileLimits } = useSession().session
  const send = useSendingFiles((id: string, file, watched) => sendMessageFile(id, file, watched))
  const [way, setWay] = useState<{ percent: number; held: Held | undefined } | null>(null)
  const [error, setError] = useState<string | null>(null)
  const files = draft?.files ?? []
  const add = async (chosen: readonly File[]) => {
    setError(null)
    onBusy(true)
    for (const file of chosen) {
      const refusal = checkNameAndSize(file.name, file.size, fileLimits)
      if (refusal !== null) {
        setError(`${file.name}: ${sayRefusal(refusal, refusals, language)}`)
        continue
      }
      setWay({ percent: 0, held: undefined })
      try {
        const begun = await saving.begun()
        if (begun === null) break
        await send(begun.id, file, (percent, held) => setWay({ percent, held }))
        await saving.refresh()
      } catch (fault) {
        const why =
          fault instanceof UploadRefusal
            ? sayRefusal(fault.refusal, refusals, language)
            : faultWords(fault, site)
        setError(`${file.name}: ${why}`)
      }
    }
    setWay(null)
    onBusy(false)
  }
  const remove = async (fileId: string) => {
    if (draft === null) return
    setError(null)
    try {
      await call('DELETE /api/submissions/:id/files/:fileId', { params: { id: draft.id, fileId } })
    } catch (fault) {
      setError(faultWords(fault, site))
    }
    await saving.refresh()
    document.getElementById('message-files')?.focus()
  }
  return (
    <div className={error === null ? 'field' : 'field wrong'}>
      {files.length > 0 && <span className="label">{fill(words.files, { n: files.length })}</span>}
      {error !== null && <FieldError id="message-files-error">{error}</FieldError>}
      {files.length > 0 && (
        <FileList label={words.filesOf}>
          {files.map((file) => (
            <FileRow
              key={file.id}
              name={file.name}
              size={file.size}
              note={virusNote(file, '', scan).note}
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
            {way.held === 'line' && fill(scan.waitingLine, { percent: way.percent })}
            {way.held === 'session' && fill(scan.waitingSession, { percent: way.percent })}
          </p>
          <UploadBar percent={way.percent} label={fill(words.uploading, { percent: way.percent })} />
        </>
      )}
      <div>
        <FileButton
          id="message-files"
          multiple
          label={words.attach}
          describedBy="message-files-hint"
          onFiles={(chosen) => withFittingPhotos(chosen, fileLimits.maxBytes, (fitting) => void add(fitting))}
        >
          {words.attach}
        </FileButton>
      </div>
      <p className="meta" id="message-files-hint">
        {fill(words.attachHint, { size: formatFileSize(fileLimits.maxBytes, language) })}
      </p>
    </div>
  )
}
