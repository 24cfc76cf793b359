import { Suspense } from 'react'
import type { DraftRow } from '../../wire/appeal.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { longDate } from '../appeal/dates.ts'
import { LinkButton } from '../frame/Links.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Banner } from '../ui/Banner.tsx'
import { useLoad } from '../ui/use-load.ts'
import { useLanguage, useWords } from '../words.ts'
import { isSignedNotSent } from './sign/kept-signature.ts'

/** The latest unsent draft, offered before anything else; before that, one that is signed and did not arrive. */
export function UnsentDraft() {
  const words = useWords('cabinet')
  const language = useLanguage()
  const { person, today } = useSession().session
  const { data } = useLoad('drafts', (signal) => call('GET /api/drafts', { signal }))
  const isSigned = ({ id, egovMobileSigned }: DraftRow) =>
    egovMobileSigned || isSignedNotSent(person?.id ?? '', id, today)
  const draft = data?.drafts.find(isSigned) ?? data?.drafts[0]
  if (draft === undefined) return null
  return (
    <div className="after">
      <Banner
        icon={isSigned(draft) ? 'warning' : 'draft'}
        kind={isSigned(draft) ? 'wait' : 'info'}
        title={
          isSigned(draft) ? (
            <Suspense>
              <SignedTitle />
            </Suspense>
          ) : (
            words.unsentTitle
          )
        }
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

/** Its words are fetched for those few who need them. */
const SignedTitle = () => useWords('drafts').signedHere
