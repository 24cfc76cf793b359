import type { OfficeAppeal } from '../../wire/office.ts'
import { fill } from '../../words/fill.ts'
import { fileUrl } from '../api.ts'
import { Correspondence } from '../appeal/Correspondence.tsx'
import { Evidence } from '../appeal/Evidence.tsx'
import { SignatureFacts, SignatureLine } from '../appeal/Signature.tsx'
import { virusNote } from '../appeal/virus-note.ts'
import { Note } from '../ui/Banner.tsx'
import { DownloadButton } from '../ui/Button.tsx'
import { FileList, FileRow } from '../ui/FileList.tsx'
import { LetterPages } from '../ui/Sheet.tsx'
import { useWords } from '../words.ts'
import { BeginCorrection } from './reply/BeginCorrection.tsx'

/** The client's letter beside the reply, as it was signed, with its files. */
export function ClientLetter({ appeal }: { appeal: OfficeAppeal }) {
  const words = useWords('office')
  const files = useWords('files')
  const { id } = appeal
  const own = appeal.correspondence.filter((letter) => letter.kind === 'appeal').flatMap(({ files }) => files)
  return (
    <section className="cards" aria-labelledby="h-client">
      <h2 id="h-client">{words.clientAppeal}</h2>
      <LetterPages
        pages={appeal.letterPages}
        srcOf={(page) => fileUrl('GET /api/office/appeals/:id/letter/pages/:page', { params: { id, page } })}
        text={appeal.letterText}
        lang={appeal.letterLanguage}
      />
      <div>
        <SignatureLine signature={appeal.signature} />
        <SignatureFacts signature={appeal.signature} />
      </div>
      {own.length > 0 && (
        <FileList label={words.clientFiles}>
          {own.map((file) => (
            <FileRow
              key={file.id}
              name={file.name}
              size={file.size}
              {...virusNote(file, fileHref(id, file.id), files)}
            />
          ))}
        </FileList>
      )}
      {own.some(({ scan }) => scan === 'notConfigured') && <Note icon="warning">{files.noScanner}</Note>}
      <DownloadButton small href={fileUrl('GET /api/office/appeals/:id/archive', { params: { id } })}>
        {files.downloadAll}
      </DownloadButton>
      <p className="hint">{fill(files.archiveHint, { text: files.leftOutName })}</p>
      <Evidence href={fileUrl('GET /api/office/appeals/:id/evidence', { params: { id } })} />
      <Note icon="eye">{words.journal}</Note>
    </section>
  )
}

/** What came after the client's letter: their messages, and whatever the company has written. */
export function CompanyLetters({ appeal, onBegun }: { appeal: OfficeAppeal; onBegun: () => void }) {
  const words = useWords('office')
  const replies = appeal.correspondence.filter((letter) => letter.kind !== 'appeal')
  if (replies.length === 0) return null
  return (
    <section className="card" aria-labelledby="h-company">
      <h2 id="h-company">{words.companyLetters}</h2>
      <Correspondence
        appeal={{ ...appeal, correspondence: replies }}
        fileHref={(fileId) => fileHref(appeal.id, fileId)}
        ownTitle={words.clientAppeal}
        readWords={words.clientRead}
        extraOf={({ id, kind }) =>
          kind !== 'submission' &&
          kind !== 'message' && <BeginCorrection appeal={appeal} letterId={id} onBegun={onBegun} />
        }
      />
    </section>
  )
}

function fileHref(id: string, fileId: string): string {
  return fileUrl('GET /api/office/appeals/:id/files/:fileId', { params: { id, fileId } })
}
