import type { DocumentSlot } from '../../../domain/attachment/document-slot.ts'
import { formatFileSize } from '../../../words/file-size.ts'
import { fill } from '../../../words/fill.ts'
import { useSession } from '../../session.tsx'
import { Button } from '../../ui/Button.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { UploadBar } from '../../ui/Progress.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useJourney } from '../draft/journey-page.ts'
import { withFittingPhotos } from './fit-photo.ts'
import { percentOf, type Unfinished } from './uploads.ts'

/**
 * A file that a closed page had begun to send: the browser gives nobody its bytes again, so it is chosen once more,
 * and the server, which knows it by name, size and SHA-256, goes on where it stopped.
 */
export function UnfinishedFile({ file, slot }: { file: Unfinished; slot: DocumentSlot }) {
  const words = useWords('writing')
  const files = useWords('files')
  const language = useLanguage()
  const { fileLimits } = useSession().session
  const { draft, uploads } = useJourney()
  const label = (action: string) => fill(words.ofFile, { action, name: file.name })
  const percent = percentOf(file.offset, file.size)
  const sizes = {
    done: formatFileSize(file.offset, language),
    total: formatFileSize(file.size, language),
  }
  return (
    <div className="file">
      <Icon name="file" size={22} />
      <div className="stack tight">
        <p className="name">{file.name}</p>
        <p className="meta held">{fill(files.unfinished, { ...sizes, percent })}</p>
        <UploadBar percent={percent} label={fill(words.sendingFile, { name: file.name })} />
        <p className="meta">{files.unfinishedHint}</p>
      </div>
      <div className="buttons">
        <FileButton
          plain
          id={`again-${file.id}`}
          label={label(files.chooseAgain)}
          onFiles={(files) =>
            withFittingPhotos(files.slice(0, 1), fileLimits.maxBytes, ([chosen]) => {
              if (chosen === undefined) return
              // Another file takes the place of this one in the client's mind too.
              if (chosen.name !== file.name || chosen.size !== file.size) uploads.dropUnfinished(file.id)
              uploads.add(slot, [chosen], draft.attachments, fileLimits)
            })
          }
        >
          {files.chooseAgain}
        </FileButton>
        <Button
          kind="danger"
          small
          label={label(words.removeFile)}
          onPress={() => uploads.dropUnfinished(file.id)}
        >
          {words.removeFile}
        </Button>
      </div>
    </div>
  )
}
