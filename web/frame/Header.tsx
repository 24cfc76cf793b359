import { lazy, Suspense, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Bell } from '../notice/Bell.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useLanguage, useWords } from '../words.ts'
import { LanguageMenu } from './LanguageMenu.tsx'
import { CabinetLinks } from './SideMenu.tsx'
import { useSignOut } from './SignOut.tsx'

// Of the office alone: clients fetch none of it.
const Areas = lazy(async () => ({ default: (await import('../office/Areas.tsx')).Areas }))
const AreaItems = lazy(async () => ({ default: (await import('../office/Areas.tsx')).AreaItems }))
const JumpItem = lazy(async () => ({ default: (await import('../office/Areas.tsx')).JumpItem }))

const SignalBell = lazy(async () => ({
  default: (await import('../office/signals/SignalBell.tsx')).SignalBell,
}))

/** Company, beta mark, language, who is signed in, the way out. */
export function Header({ office }: { office: boolean }) {
  const words = useWords('site')
  const language = useLanguage()
  const { session } = useSession()
  const { company, person } = session
  const inOffice = person?.kind === 'staff' && !session.passwordMustChange
  return (
    <header className="top">
      <div className="top-in">
        <Link className="brand" href={person?.kind === 'staff' ? paths.office : paths.home}>
          <Mark />
          <span>
            {company.shortName[language]}
            <span>{office ? words.officeName : words.cabinet}</span>
            {company.beta && (
              <span className="small" aria-hidden="true">
                {words.beta}
              </span>
            )}
          </span>
        </Link>
        {company.beta && <span className="beta">{words.beta}</span>}
        <div className="top-right">
          <LanguageMenu />
          {person?.kind === 'client' && !session.consentNeeded && <Bell />}
          {inOffice && (
            <Suspense>
              <SignalBell />
            </Suspense>
          )}
          {person && <PersonMenu name={person.shortName} />}
        </div>
      </div>
      {office && inOffice && (
        <Suspense>
          <Areas />
        </Suspense>
      )}
    </header>
  )
}

function PersonMenu({ name }: { name: string }) {
  const words = useWords('site')
  const [open, setOpen] = useState(false)
  const { session } = useSession()
  const [location] = useLocation()
  // Who has not agreed to the text on personal data, or not chosen a password of their own, has no other page to go to.
  const client = session.person?.kind === 'client' && !session.consentNeeded
  const staff = session.person?.kind === 'staff' && !session.passwordMustChange
  const { signOut, question } = useSignOut()
  return (
    <>
      {client || staff ? (
        <Link className="top-button only-desk" href={staff ? paths.officeAccount : paths.profile}>
          <Icon name="person" />
          {name}
        </Link>
      ) : (
        <span className="top-button only-desk still">
          <Icon name="person" />
          {name}
        </span>
      )}
      <button type="button" className="top-button only-desk" onClick={signOut}>
        {words.signOut}
      </button>
      <button
        type="button"
        className="top-button only-narrow"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="menu" />
        {words.menu}
      </button>
      {open && (
        <div className="top-menu only-narrow">
          <p>
            <Icon name="person" />
            {staff ? (
              <Link href={paths.officeAccount} onClick={() => setOpen(false)}>
                {name}
              </Link>
            ) : (
              name
            )}
          </p>
          {staff && (
            <Suspense>
              <ul className="more">
                <AreaItems location={location} onPress={() => setOpen(false)} />
              </ul>
              <JumpItem onPress={() => setOpen(false)} />
            </Suspense>
          )}
          {client && (
            <nav aria-label={words.cabinetMenu}>
              <CabinetLinks location={location} onPress={() => setOpen(false)} />
            </nav>
          )}
          <button type="button" className="button secondary" onClick={signOut}>
            {words.signOut}
          </button>
        </div>
      )}
      {question}
    </>
  )
}

function Mark() {
  return (
    <svg width="34" height="34" viewBox="0 0 34 34" aria-hidden="true">
      <rect x="4" y="2" width="26" height="30" rx="3" fill="var(--primary)" />
      <g fill="none" stroke="var(--on-primary)" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M18 9h7M18 13h7" />
        <path d="M9 25c2.5-5.5 4.8-7.5 5.6-6.6 1 1.1-2.2 5.6-1 6.2 1.3.7 2.6-3.6 4-3.2 1.1.3.1 2.6 1.5 2.8 1.5.2 2.6-1.4 5.9-1.4" />
      </g>
    </svg>
  )
}
