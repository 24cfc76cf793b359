import { fill } from '../../words/fill.ts'
import { CallCentreLink, Hours } from '../frame/Footer.tsx'
import { LinkButton } from '../frame/Links.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { useLanguage, useWords } from '../words.ts'

/** After a no: what has happened, what stays as it was, and the ways that are left. */
export function ConsentRefusedPage() {
  const words = useWords('consent')
  const site = useWords('site')
  const company = useSession().session.company.shortName[useLanguage()]
  useTitle(words.refusedTitle)
  return (
    <>
      <PageHead title={words.refusedTitle} hint={words.refused} />
      <p className="hint">{fill(words.refusedWays, { company })}</p>
      <p className="big-tel">
        <CallCentreLink />
      </p>
      <p className="meta">
        {site.hours} <span className="nowrap">{site.weekdays}</span>, <Hours />
      </p>
      <p className="after">
        <LinkButton to={paths.signIn} kind="secondary">
          {words.backToSignIn}
        </LinkButton>
      </p>
    </>
  )
}
