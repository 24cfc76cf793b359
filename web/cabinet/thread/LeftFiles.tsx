import { useState } from 'react'
import type { SubmissionDraft } from '../../../wire/submission.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Note } from '../../ui/Banner.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { FileList, FileRow } from '../../ui/FileList.tsx'
import { RemoveFile } from '../../ui/RemoveFile.tsx'
import { useWords } from '../../words.ts'

interface LeftFilesProps {
  readonly draftId: string
  readonly files: SubmissionDraft['files']
  readonly refresh: () => Promise<unknown>
}

/** Files that were put up for what is not asked for any more: nothing goes while they are there, so they can go. */
export function LeftFiles({ draftId, files, refresh }: LeftFilesProps) {
  const words = useWords('papers')
  const site = useWords('site')
  const [error, setError] = useState<string | null>(null)
  const remove = async (fileId: string) => {
    setError(null)
    try {
      await call('DELETE /api/submissions/:id/files/:fileId', { params: { id: draftId, fileId } })
    } catch (fault) {
      setError(faultWords(fault, site))
    }
    await refresh()
    document.getElementById('h-papers')?.focus()
  }
  return (
    <>
      <Note kind="wait" icon="warning">
        {words.leftFiles}
      </Note>
      {error !== null && <FieldError id="left-files-error">{error}</FieldError>}
      <FileList label={words.leftFiles}>
        {files.map(({ id, name, size }) => (
          <FileRow
            key={id}
            name={name}
            size={size}
            note=""
            action={<RemoveFile label={fill(words.removeFile, { name })} onPress={() => void remove(id)} />}
          />
        ))}
      </FileList>
    </>
  )
}
