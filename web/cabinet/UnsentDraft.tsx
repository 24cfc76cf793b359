import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { longDate } from '../appeal/moment.ts'
import { paths } from '../paths.ts'
import { Banner } from '../ui/Banner.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { useLoad } from '../ui/use-load.ts'
import { useLanguage, useWords } from '../words.ts'

/** The latest unsent draft, offered before anything else. */
export function UnsentDraft() {
  const words = useWords('cabinet')
  const language = useLanguage()
  const { data } = useLoad('drafts', (signal) => call('GET /api/drafts', { signal }))
  const draft = data?.drafts[0]
  if (draft === undefined) return null
  return (
    <div className="after">
      <Banner
        icon="draft"
        title={words.unsentTitle}
        action={
          <LinkButton to={paths.draft(draft.id)} kind="secondary" small>
            {words.resume}
          </LinkButton>
        }
      >
        <p>
          {draft.subject === null
            ? fill(words.unsentNoType, { contract: draft.contractNumber })
            : `${draft.subject[language]}.`}{' '}
          <span className="meta">
            {fill(words.unsentKept, { date: longDate(draft.keptUntil, language) })}
          </span>
        </p>
      </Banner>
    </div>
  )
}
