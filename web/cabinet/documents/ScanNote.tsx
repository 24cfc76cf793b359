import { useEffect } from 'react'
import type { AttachmentRow } from '../../../wire/attachment.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import { useJourney } from '../draft/journey-page.ts'

/** What the virus check of a file says while it keeps the letter from being signed; clean files need no words. */
export function ScanNote({ file }: { file: AttachmentRow }) {
  const files = useWords('files')
  if (file.hold === 'infected') {
    return (
      <p className="error" role="alert">
        <Icon name="warning" />
        <span>{files.infected}</span>
      </p>
    )
  }
  if (file.hold === null) return null
  return (
    <p className="meta">
      {files.checking}. {files.checkingHint}
    </p>
  )
}

const firstLookMs = 1500

/** While a file is being checked the draft is read again, less and less often. */
export function useScanWatch(): void {
  const { draft, saving } = useJourney()
  const waiting = draft.attachments.some(({ hold }) => hold === 'waiting')
  useEffect(() => {
    if (!waiting) return
    let pause = firstLookMs
    let timer = setTimeout(look, pause)
    function look(): void {
      void saving.refresh()
      pause = Math.min(pause * 1.5, 30_000)
      timer = setTimeout(look, pause)
    }
    return () => clearTimeout(timer)
  }, [waiting, saving])
}
