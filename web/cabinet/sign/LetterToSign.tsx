import type { PreparedLetter } from '../../../wire/appeal.ts'
import { formatFileSize } from '../../../words/file-size.ts'
import { fill } from '../../../words/fill.ts'
import { fileUrl } from '../../api.ts'
import { DownloadButton } from '../../ui/Button.tsx'
import { More } from '../../ui/More.tsx'
import { LetterPages } from '../../ui/Sheet.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useJourney } from '../draft/journey-page.ts'

/** The frozen letter: page images of the very bytes that will be signed, the file itself and its fingerprint. */
export function LetterToSign({ letter }: { letter: PreparedLetter }) {
  const words = useWords('writing')
  const language = useLanguage()
  const { draft } = useJourney()
  const params = { id: draft.id }
  const size = formatFileSize(letter.size, language)
  return (
    <section aria-labelledby="to-sign" className="l">
      <div className="sheet-cap">
        <h2 id="to-sign">{words.document}</h2>
        <DownloadButton
          small
          href={fileUrl('GET /api/drafts/:id/letter/document', { params })}
          label={fill(words.downloadPdf, { size })}
        >
          {fill(words.pdf, { size })}
        </DownloadButton>
      </div>
      <LetterPages
        pages={letter.pages}
        // A letter prepared again has the same address; its id keeps the browser from showing the old one.
        srcOf={(page) =>
          `${fileUrl('GET /api/drafts/:id/letter/pages/:page', { params: { ...params, page } })}?letter=${letter.letterId}`
        }
        text={letter.text}
        lang={draft.letterLanguage}
      />
      <More title={words.hash}>
        <p className="hash">{letter.sha256.replace(/(.{4})(?=.)/g, '$1 ')}</p>
        <p className="meta">{words.hashHint}</p>
      </More>
    </section>
  )
}
