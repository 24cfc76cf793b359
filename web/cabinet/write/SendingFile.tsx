import type { DocumentSlot } from '../../../domain/attachment/document-slot.ts'
import { formatFileSize } from '../../../words/file-size.ts'
import { fill } from '../../../words/fill.ts'
import { Button } from '../../ui/Button.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { UploadBar } from '../../ui/Progress.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useJourney } from './journey-page.ts'
import { sayRefusal } from './say.ts'
import type { Upload } from './uploads.ts'

/** A file on its way with its progress, or one that was refused with why and what to do. */
export function SendingFile({ upload, slot }: { upload: Upload; slot: DocumentSlot }) {
  const words = useWords('writing')
  const refusals = useWords('refusals')
  const language = useLanguage()
  const { draft, uploads } = useJourney()
  const { file, state, key } = upload
  const label = (action: string) => fill(words.ofFile, { action, name: file.name })
  if (state.kind !== 'refused') {
    const percent = state.kind === 'sending' ? state.percent : 0
    return (
      <div className="file">
        <Icon name="file" size={22} />
        <div className="stack tight">
          <p className="name">{file.name}</p>
          <p className="meta">{fill(words.slotSending, { percent })}</p>
          <UploadBar percent={percent} label={fill(words.sendingFile, { name: file.name })} />
        </div>
        <div className="buttons">
          <Button kind="plain" small label={label(words.stopFile)} onPress={() => uploads.drop(key)}>
            {words.stopFile}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className="file">
      <Icon name="file" size={22} />
      <div>
        <p className="name">{file.name}</p>
        <p className="meta">{formatFileSize(file.size, language)}</p>
        <p className="error" role="alert">
          <Icon name="warning" />
          <span>{sayRefusal(state.refusal, refusals, language)}</span>
        </p>
      </div>
      <div className="buttons">
        {state.again ? (
          <Button kind="plain" small label={label(words.retryFile)} onPress={() => uploads.retry(key)}>
            {words.retryFile}
          </Button>
        ) : (
          <FileButton
            plain
            id={`other-${key}`}
            label={label(words.otherFile)}
            onFiles={(files) => {
              uploads.drop(key)
              uploads.add(slot, files, draft.attachments)
            }}
          >
            {words.otherFile}
          </FileButton>
        )}
        <Button kind="danger" small label={label(words.removeFile)} onPress={() => uploads.drop(key)}>
          {words.removeFile}
        </Button>
      </div>
    </div>
  )
}
