import type { DraftChange } from '../../../wire/appeal.ts'
import { LinkButton } from '../../frame/Links.tsx'
import { PageHead, useTitle } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { useWords } from '../../words.ts'
import { UnsavedText } from './UnsavedText.tsx'

/**
 * §9: a client who comes back to a sent draft is told so, and led to the appeal; never a blank form. `lost` was
 * typed here and is not in what was sent.
 */
export function AlreadySent({ id, lost }: { id: string; lost: DraftChange }) {
  const words = useWords('writing')
  const drafts = useWords('drafts')
  useTitle(words.sentTitle)
  return (
    <>
      <PageHead title={words.sentTitle} hint={words.sentText} />
      <UnsavedText lost={lost} text={drafts.lostSent} />
      <div className="actions">
        <LinkButton to={paths.appeal(id)}>{words.openSent}</LinkButton>
        <LinkButton to={paths.newAppeal} kind="plain">
          {words.writeAnother}
        </LinkButton>
      </div>
    </>
  )
}
