import { fill } from '../../../words/fill.ts'
import { Banner } from '../../ui/Banner.tsx'
import { useWords } from '../../words.ts'
import { useJourney } from './journey-page.ts'
import { useValueWords } from './value-words.ts'

/** What happened to the draft without a question: said, since somebody may look for it. */
export function DraftNews() {
  const words = useWords('drafts')
  const { draft, news } = useJourney()
  const values = useValueWords(draft)
  if (!news.restored && news.joined.length === 0) return null
  // Of another type than before, the answers that went with it have no name here.
  const isAsked = (name: string) =>
    !name.startsWith('answers.') || draft.type?.fields.some(({ code }) => name === `answers.${code}`)
  const fields = [...new Set(news.joined.filter(isAsked).map((name) => values.name(name)))]
  return (
    <div className="news">
      <Banner kind="info" role="status">
        {news.restored && <p>{words.restored}</p>}
        {fields.length > 0 && <p>{fill(words.joined, { fields: fields.join('; ') })}</p>}
      </Banner>
    </div>
  )
}
