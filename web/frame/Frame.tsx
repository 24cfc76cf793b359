import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useLocation } from 'wouter'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { useWords } from '../words.ts'
import { Footer } from './Footer.tsx'
import { Header } from './Header.tsx'
import { ProofWatch } from './ProofWatch.tsx'
import { SessionWatch } from './SessionWatch.tsx'
import { SideMenu } from './SideMenu.tsx'

// Few companies ever need it, and they for a day: no part of the first load.
const Preparing = lazy(async () => ({ default: (await import('./Preparing.tsx')).Preparing }))

const withMenu: readonly string[] = [
  paths.incoming,
  paths.outgoing,
  paths.drafts,
  paths.notices,
  paths.contracts,
  paths.profile,
  paths.help,
]
const hasMenu = (location: string): boolean =>
  withMenu.some((path) => location === path || location.startsWith(`${path}/`))

/** What is around every page: skip link, header, side menu of the lists, footer. */
export function Frame({ children }: { children: ReactNode }) {
  const words = useWords('site')
  const [location] = useLocation()
  const { person, consentNeeded, passwordMustChange, missing } = useSession().session
  const office = location.startsWith(paths.office)
  const menu = person?.kind === 'client' && !consentNeeded && hasMenu(location)
  useEffect(() => {
    document.body.classList.toggle('office', office)
  }, [office])
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <Header office={office} />
      <ProofWatch />
      <SessionWatch />
      <div className={menu ? 'shell sided' : 'shell'}>
        {menu && <SideMenu location={location} />}
        {/* Another person at the same address gets a page of their own; so does who may see it from now on. */}
        <main id="main" tabIndex={-1} key={`${person?.id} ${consentNeeded} ${passwordMustChange}`}>
          {missing.length > 0 && (
            <Suspense>
              <Preparing office={office && person !== null} />
            </Suspense>
          )}
          {children}
        </main>
      </div>
      <Footer />
    </>
  )
}
