import { useState } from 'react'
import { checkNameAndSize } from '../../../domain/attachment/file-rules.ts'
import type { FileRow as File_ } from '../../../wire/attachment.ts'
import { printedSize } from '../../../words/file-size.ts'
import { fill } from '../../../words/fill.ts'
import { call, upload } from '../../api.ts'
import { virusNote } from '../../appeal/virus-note.ts'
import { wordsFor } from '../../cabinet/draft/refusal-words.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useSession } from '../../session.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { FileList, FileRow } from '../../ui/FileList.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { UploadBar } from '../../ui/Progress.tsx'
import { useLanguage, useWords } from '../../words.ts'

interface QuestionFilesProps {
  readonly appealId: string
  readonly id: string
  /** What they go with, for screen readers. */
  readonly of: string
  readonly uploads: readonly File_[]
  readonly onChange: (uploads: File_[]) => void
}

/** Files that go with a question or its answer: put up at once, sent with it; the rules are the client's. */
export function QuestionFiles({ appealId, id, of, uploads, onChange }: QuestionFilesProps) {
  const words = useWords('case')
  const site = useWords('site')
  const scan = useWords('files')
  const refusals = useWords('refusals')
  const language = useLanguage()
  const { fileLimits } = useSession().session
  const [percent, setPercent] = useState<number | null>(null)
  const [error, setError] = useState<string | null>(null)
  const params = { id: appealId }
  const add = async (files: readonly File[]) => {
    let rows = [...uploads]
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
        const row = await upload('POST /api/office/appeals/:id/question-files', {
          params,
          file,
          onProgress: setPercent,
        })
        rows = [...rows, row]
        onChange(rows)
      } catch (fault) {
        setError(`${file.name}: ${faultWords(fault, site)}`)
      }
    }
    setPercent(null)
  }
  const remove = (fileId: string) =>
    call('DELETE /api/office/appeals/:id/question-files/:fileId', { params: { ...params, fileId } }).then(
      () => onChange(uploads.filter((file) => file.id !== fileId)),
      (fault: unknown) => setError(faultWords(fault, site)),
    )
  return (
    <div className={error === null ? 'field' : 'field wrong'}>
      <span className="label">{fill(words.files, { n: uploads.length })}</span>
      {error !== null && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {uploads.length > 0 && (
        <FileList label={of}>
          {uploads.map((file) => (
            <FileRow
              key={file.id}
              name={file.name}
              size={file.size}
              note={virusNote(file, '', scan).note}
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
        <FileButton id={id} label={fill(words.attachOf, { to: of })} multiple plain onFiles={add}>
          {words.attach}
        </FileButton>
      </div>
    </div>
  )
}
