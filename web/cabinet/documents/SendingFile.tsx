import type { ReactNode } from 'react'
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
import { sayRefusal } from '../draft/refusal-words.ts'
import { withFittingPhotos } from './fit-photo.ts'
import { percentOf, type Upload } from './uploads.ts'

/** A file on its way with its progress, or one that was refused with why and what to do. */
export function SendingFile({ upload, slot }: { upload: Upload; slot: DocumentSlot }) {
  return upload.state.kind === 'refused' ? (
    <RefusedFile upload={upload} slot={slot} state={upload.state} />
  ) : (
    <OnItsWay upload={upload} />
  )
}

/** How far it is, in words and as a bar; a cut line says that it goes on by itself. */
function OnItsWay({ upload: { file, state, key } }: { upload: Upload }) {
  const words = useWords('writing')
  const files = useWords('files')
  const language = useLanguage()
  const { uploads } = useJourney()
  const label = (action: string) => fill(words.ofFile, { action, name: file.name })
  const sent = 'sent' in state ? state.sent : 0
  const percent = percentOf(sent, file.size)
  const sizes = { done: formatFileSize(sent, language), total: formatFileSize(file.size, language) }
  const how: Record<Exclude<Upload['state']['kind'], 'refused'>, ReactNode> = {
    waiting: files.queued,
    reading: files.reading,
    sending: sent < file.size ? fill(files.sent, { ...sizes, percent }) : files.checkingWhole,
    paused:
      state.kind === 'paused' &&
      fill(state.why === 'session' ? files.waitingSession : files.waitingLine, { percent }),
  }
  return (
    <div className="file">
      <Icon name="file" size={22} />
      <div className="stack tight">
        <p className="name">{file.name}</p>
        <p className={state.kind === 'paused' ? 'meta held' : 'meta'}>
          {state.kind !== 'refused' && how[state.kind]}
        </p>
        <UploadBar percent={percent} label={fill(words.sendingFile, { name: file.name })} />
      </div>
      <div className="buttons">
        {state.kind === 'paused' && state.why === 'line' && (
          <Button kind="plain" small label={label(files.tryNow)} onPress={() => uploads.wake()}>
            {files.tryNow}
          </Button>
        )}
        <Button kind="plain" small label={label(words.stopFile)} onPress={() => uploads.drop(key)}>
          {words.stopFile}
        </Button>
      </div>
    </div>
  )
}

interface RefusedFileProps {
  readonly upload: Upload
  readonly slot: DocumentSlot
  readonly state: Extract<Upload['state'], { kind: 'refused' }>
}

function RefusedFile({ upload: { file, key }, slot, state }: RefusedFileProps) {
  const words = useWords('writing')
  const refusals = useWords('refusals')
  const language = useLanguage()
  const { fileLimits } = useSession().session
  const { draft, uploads } = useJourney()
  const label = (action: string) => fill(words.ofFile, { action, name: file.name })
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
            onFiles={(chosen) => {
              if (chosen.length === 0) return
              uploads.drop(key)
              withFittingPhotos(chosen, fileLimits.maxBytes, (fitting) =>
                uploads.add(slot, fitting, draft.attachments, fileLimits),
              )
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
