import { paths } from '../../paths.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { PageHead, useTitle } from '../../ui/Page.tsx'
import { useWords } from '../../words.ts'

/** §9: whoever comes back to a sent draft is told so, and led to the appeal; never a blank form. */
export function AlreadySent({ id }: { id: string }) {
  const words = useWords('writing')
  useTitle(words.sentTitle)
  return (
    <>
      <PageHead title={words.sentTitle} hint={words.sentText} />
      <div className="actions">
        <LinkButton to={paths.appeal(id)}>{words.openSent}</LinkButton>
        <LinkButton to={paths.newAppeal} kind="plain">
          {words.writeAnother}
        </LinkButton>
      </div>
    </>
  )
}
