import type { DraftChange } from '../../../wire/appeal.ts'
import { LinkButton } from '../../frame/Links.tsx'
import { PageHead, useTitle } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { useWords } from '../../words.ts'
import { UnsavedText } from './UnsavedText.tsx'

/** The draft was deleted while this page was open; what was typed into it is not thrown away with it. */
export function DraftGone({ lost }: { lost: DraftChange }) {
  const words = useWords('drafts')
  const writing = useWords('writing')
  useTitle(words.goneTitle)
  return (
    <>
      <PageHead title={words.goneTitle} hint={words.goneText} />
      <UnsavedText lost={lost} text={words.lostGone} />
      <div className="actions">
        <LinkButton to={paths.newAppeal} kind="secondary">
          {writing.writeAnother}
        </LinkButton>
      </div>
    </>
  )
}
