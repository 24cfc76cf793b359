import { useEffect, useRef } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { mayManage } from '../../domain/person/administration.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { useAllWords, useWords } from '../words.ts'
import { AbsencesPage } from './AbsencesPage.tsx'
import { LeavingPage } from './LeavingPage.tsx'
import { NewPersonPage } from './NewPersonPage.tsx'
import { PeoplePage } from './PeoplePage.tsx'
import { PersonPage } from './PersonPage.tsx'
import { UnitsPage } from './UnitsPage.tsx'
import './admin.css'

/** People, units and absences: an administrator's pages, and the one that everybody of the staff has. */
export function AdminPages() {
  useAllWords('people')
  return (
    <div className="admin">
      <AdminMenu />
      <div>
        <Switch>
          <Route path={paths.officePeople}>
            <PeoplePage />
          </Route>
          <Route path={paths.officeNewPerson}>
            <NewPersonPage />
          </Route>
          <Route path="/office/people/:id/leaving">{({ id }) => <LeavingPage key={id} id={id} />}</Route>
          <Route path="/office/people/:id">{({ id }) => <PersonPage key={id} id={id} />}</Route>
          <Route path={paths.officeUnits}>
            <UnitsPage />
          </Route>
          <Route path={paths.officeAbsences}>
            <AbsencesPage />
          </Route>
          <Route>
            <Redirect to={paths.officePeople} replace />
          </Route>
        </Switch>
      </div>
    </div>
  )
}

function AdminMenu() {
  const words = useWords('people')
  const [location] = useLocation()
  const { person } = useSession().session
  const asker = { id: '', roles: person?.roles ?? [], duty: { unitsBelow: [] } }
  const anybody = { id: 'another', units: [] }
  const entries = [
    { to: paths.officePeople, name: words.peopleTitle, open: mayManage(asker, 'lookAtPeople', anybody) },
    { to: paths.officeUnits, name: words.unitsTitle, open: mayManage(asker, 'changeUnits', anybody) },
    { to: paths.officeAbsences, name: words.absencesTitle, open: true },
  ].filter(({ open }) => open)
  // It begins with the page that is open.
  const strip = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const open = strip.current?.querySelector<HTMLElement>('[aria-current]')
    if (location !== '' && strip.current && open)
      strip.current.scrollLeft = open.offsetLeft - strip.current.offsetLeft
  }, [location])
  if (entries.length < 2) return null
  return (
    <div className="side">
      <nav aria-label={words.adminMenu}>
        <p className="side-title" aria-hidden="true">
          {words.adminMenu}
        </p>
        <ul ref={strip}>
          {entries.map(({ to, name }) => (
            <li key={to}>
              <Link href={to} aria-current={location.startsWith(to) ? 'page' : undefined}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  )
}
