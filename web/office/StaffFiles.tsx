import { useState } from 'react'
import { checkNameAndSize } from '../../domain/attachment/file-rules.ts'
import type { FileRow as File_, NearLimitRow } from '../../wire/attachment.ts'
import { printedSize } from '../../words/file-size.ts'
import { fill } from '../../words/fill.ts'
import { virusNote } from '../appeal/virus-note.ts'
import { UploadRefusal } from '../cabinet/documents/send-upload.ts'
import type { Held } from '../cabinet/documents/use-sending-files.ts'
import { sayRefusal, wordsFor } from '../cabinet/draft/refusal-words.ts'
import { NearLimits } from '../cabinet/NearLimits.tsx'
import { faultWords } from '../frame/FaultPages.tsx'
import { useSession } from '../session.tsx'
import { FieldError } from '../ui/Field.tsx'
import { FileButton } from '../ui/FileButton.tsx'
import { FileList, FileRow } from '../ui/FileList.tsx'
import { UploadBar } from '../ui/Progress.tsx'
import { RemoveFile } from '../ui/RemoveFile.tsx'
import { useLanguage, useWords } from '../words.ts'

interface StaffFilesProps {
  readonly id: string
  /** What the files go with, for screen readers. */
  readonly of: string
  readonly uploads: readonly File_[]
  /** Quotas that are near, told before they say no. */
  readonly nearLimits: readonly NearLimitRow[]
  readonly put: (file: File, onProgress: (percent: number, held?: Held) => void) => Promise<File_>
  readonly discard: (fileId: string) => Promise<unknown>
  readonly onChange: (uploads: File_[]) => void
  /** The button, and where it says more of itself. */
  readonly button: Omit<Parameters<typeof FileButton>[0], 'id' | 'multiple' | 'onFiles'>
}

/** Files that staff put up at once and send later, with an answer or a question; the rules are the client's. */
export function StaffFiles({ id, of, uploads, nearLimits, ...acts }: StaffFilesProps) {
  const { put, discard, onChange, button } = acts
  const words = useWords('office')
  const site = useWords('site')
  const scan = useWords('files')
  const refusals = useWords('refusals')
  const language = useLanguage()
  const { fileLimits } = useSession().session
  const [way, setWay] = useState<{ percent: number; held: Held | undefined } | null>(null)
  const [error, setError] = useState<string | null>(null)
  const refused = (file: File): string | null => {
    const refusal = checkNameAndSize(file.name, file.size, fileLimits)
    if (refusal === null) return null
    const sizes = Object.entries(refusal.params ?? {}).map(([name, value]) => [
      name,
      printedSize(name, value, language) ?? value,
    ])
    return fill(wordsFor(refusal.code, refusals).detail, Object.fromEntries(sizes))
  }
  const add = async (files: readonly File[]) => {
    let rows = [...uploads]
    setError(null)
    for (const file of files) {
      const why = refused(file)
      if (why !== null) {
        setError(`${file.name}: ${why}`)
        continue
      }
      setWay({ percent: 0, held: undefined })
      try {
        rows = [...rows, await put(file, (percent, held) => setWay({ percent, held }))]
        onChange(rows)
      } catch (fault) {
        const unread = fault instanceof UploadRefusal
        const words = unread ? sayRefusal(fault.refusal, refusals, language) : faultWords(fault, site)
        setError(`${file.name}: ${words}`)
      }
    }
    setWay(null)
  }
  const remove = (fileId: string) =>
    discard(fileId).then(
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
                <RemoveFile
                  label={fill(words.removeFile, { name: file.name })}
                  onPress={() => remove(file.id)}
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
      {nearLimits.length > 0 && <NearLimits limits={nearLimits} />}
      <div>
        <FileButton id={id} multiple onFiles={add} {...button} />
      </div>
    </div>
  )
}
