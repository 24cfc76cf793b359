import { useState } from 'react'
import { checkNameAndSize } from '../../domain/attachment/file-rules.ts'
import type { OfficeAppeal } from '../../wire/office.ts'
import { printedSize } from '../../words/file-size.ts'
import { fill } from '../../words/fill.ts'
import { call, upload } from '../api.ts'
import { virusNote } from '../appeal/virus-note.ts'
import { wordsFor } from '../cabinet/draft/refusal-words.ts'
import { faultWords } from '../frame/FaultPages.tsx'
import { useSession } from '../session.tsx'
import { FieldError } from '../ui/Field.tsx'
import { FileButton } from '../ui/FileButton.tsx'
import { FileList, FileRow } from '../ui/FileList.tsx'
import { Icon } from '../ui/Icon.tsx'
import { UploadBar } from '../ui/Progress.tsx'
import { useLanguage, useWords } from '../words.ts'

interface ReplyFilesProps {
  readonly appeal: OfficeAppeal
  /** Why no file may be put up now, in words; null when it may. */
  readonly reason: string | null
  readonly onUnavailable: () => void
  readonly onChange: (uploads: OfficeAppeal['uploads']) => void
}

/** §10: the files that go with the answer; put up at once, sent with it. */
export function ReplyFiles({ appeal, reason, onUnavailable, onChange }: ReplyFilesProps) {
  const words = useWords('office')
  const site = useWords('site')
  const language = useLanguage()
  const { fileLimits } = useSession().session
  const refusals = useWords('refusals')
  const scanWords = useWords('files')
  const [percent, setPercent] = useState<number | null>(null)
  const [error, setError] = useState<string | null>(null)
  const params = { id: appeal.id }
  const add = async (files: readonly File[]) => {
    let uploads = appeal.uploads
    setError(null)
    for (const file of files) {
      const refusal = checkNameAndSize(file.name, file.size, fileLimits)
      if (refusal !== null) {
        const sizes = Object.entries(refusal.params ?? {}).map(([name, value]) => [
          name,
          printedSize(name, value, language) ?? value,
        ])
        setError(`${file.name}: ${fill(wordsFor(refusal.code, refusals).detail, Object.fromEntries(sizes))}`)
        continue
      }
      setPercent(0)
      try {
        const row = await upload('POST /api/office/appeals/:id/uploads', {
          params,
          file,
          onProgress: setPercent,
        })
        uploads = [...uploads, row]
        onChange(uploads)
      } catch (fault) {
        setError(`${file.name}: ${faultWords(fault, site)}`)
      }
    }
    setPercent(null)
  }
  const remove = (fileId: string) =>
    call('DELETE /api/office/appeals/:id/uploads/:fileId', { params: { ...params, fileId } }).then(
      () => onChange(appeal.uploads.filter((file) => file.id !== fileId)),
      (fault: unknown) => setError(faultWords(fault, site)),
    )
  return (
    <div className={error === null ? 'field' : 'field wrong'}>
      <span className="label">{fill(words.files, { n: appeal.uploads.length })}</span>
      {error !== null && <FieldError id="files-error">{error}</FieldError>}
      {appeal.uploads.length > 0 && (
        <FileList label={words.replyFiles}>
          {appeal.uploads.map((file) => (
            <FileRow
              key={file.id}
              name={file.name}
              size={file.size}
              note={virusNote(file, '', scanWords).note}
              action={
                <button
                  type="button"
                  className="close"
                  aria-label={fill(words.removeFile, { name: file.name })}
                  onClick={() => remove(file.id)}
                >
                  <Icon name="bin" />
                </button>
              }
            />
          ))}
        </FileList>
      )}
      {percent !== null && <UploadBar percent={percent} label={fill(words.uploading, { percent })} />}
      <div>
        <FileButton
          id="files"
          label={words.attach}
          multiple
          unavailable={reason !== null}
          onUnavailable={onUnavailable}
          describedBy={reason === null ? 'reply-note' : 'reply-reason'}
          onFiles={add}
        >
          {words.attach}
        </FileButton>
      </div>
    </div>
  )
}
