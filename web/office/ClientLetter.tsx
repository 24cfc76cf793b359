import type { OfficeAppeal } from '../../wire/office.ts'
import { fileUrl } from '../api.ts'
import { Correspondence } from '../appeal/Correspondence.tsx'
import { SignatureFacts, SignatureLine } from '../appeal/Signature.tsx'
import { Note } from '../ui/Banner.tsx'
import { FileList, FileRow } from '../ui/FileList.tsx'
import { LetterPages } from '../ui/Sheet.tsx'
import { useWords } from '../words.ts'

/** The client's letter beside the reply, its files, and whatever the company has written before. */
export function ClientLetter({ appeal }: { appeal: OfficeAppeal }) {
  const words = useWords('office')
  const { id } = appeal
  const hrefOf = (fileId: string) =>
    fileUrl('GET /api/office/appeals/:id/files/:fileId', { params: { id, fileId } })
  const own = appeal.correspondence.filter((letter) => letter.kind === 'appeal').flatMap(({ files }) => files)
  const replies = appeal.correspondence.filter((letter) => letter.kind !== 'appeal')
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
            <FileRow key={file.id} name={file.name} size={file.size} href={hrefOf(file.id)} />
          ))}
        </FileList>
      )}
      <Note icon="eye">{words.journal}</Note>
      {replies.length > 0 && (
        <div className="card">
          <h2>{words.companyLetters}</h2>
          <Correspondence
            appeal={{ ...appeal, correspondence: replies }}
            fileHref={hrefOf}
            ownTitle={words.clientAppeal}
            readWords={words.clientRead}
          />
        </div>
      )}
    </section>
  )
}
