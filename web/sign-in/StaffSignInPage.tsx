import { Link, Redirect, useLocation } from 'wouter'
import type { Session } from '../../wire/person.ts'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { noteMove } from '../frame/page-change.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { useWords } from '../words.ts'
import { DemoPeople } from './DemoPeople.tsx'
import { StaffDoor } from './StaffDoor.tsx'
import './sign-in.css'

/** The door for staff: their national key, or login, password and a one-time code. */
export function StaffSignInPage() {
  const words = useWords('site')
  const { session, enter } = useSession()
  const [location, navigate] = useLocation()
  useTitle(words.staffTitle, { office: true })
  if (session.person !== null && location === paths.officeSignIn) return <Redirect to={paths.home} replace />
  const entered = (next: Session) => {
    noteMove()
    enter(next)
    if (next.person?.kind === 'client') navigate(paths.incoming)
  }
  return (
    <div className="enter">
      <div className="narrow">
        <PageHead title={words.staffTitle} />
        <StaffDoor onEntered={entered} />
        <Link className="link-row meta" href={paths.signIn}>
          {words.forClients}
        </Link>
      </div>
      {session.demo && <DemoPeople onEntered={entered} kind="staff" />}
    </div>
  )
}
