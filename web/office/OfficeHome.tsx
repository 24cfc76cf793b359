import { Redirect } from 'wouter'
import { rolesFor } from '../../domain/appeal/rights.ts'
import { deskOf } from '../../domain/mailbox/desk.ts'
import { LinkButton } from '../frame/Links.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { useAllWords, useWords } from '../words.ts'
import { areasFor } from './areas.ts'
import { DeskPage } from './desk/DeskPage.tsx'

/** Where each role begins: the desk of those who work on appeals, else the first area that is theirs. */
export function OfficeHome() {
  useAllWords('areas', 'desk', 'queue', 'office', 'reply', 'assign')
  const roles = useSession().session.person?.roles ?? []
  if (deskOf(roles).length > 0) return <DeskPage />
  if (rolesFor('list').some((role) => roles.includes(role)))
    return <Redirect to={paths.officeQueue} replace />
  const first = areasFor(roles).find(({ name }) => name !== 'absences')
  return first === undefined ? <KeeperPage /> : <Redirect to={first.to} replace />
}

/** Of those who work on no appeals: what they may do. */
function KeeperPage() {
  const words = useWords('areas')
  useTitle(words.keeperTitle, { office: true })
  return (
    <>
      <PageHead title={words.keeperTitle} hint={words.keeperHint} />
      <LinkButton kind="secondary" to={paths.tariffs}>
        {words.keeperTariffs}
      </LinkButton>
    </>
  )
}
