import { type ReactNode, useEffect } from 'react'
import { useLocation } from 'wouter'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { useWords } from '../words.ts'
import { Footer } from './Footer.tsx'
import { Header } from './Header.tsx'
import { SessionWatch } from './SessionWatch.tsx'
import { SideMenu } from './SideMenu.tsx'

const withMenu: readonly string[] = [
  paths.incoming,
  paths.outgoing,
  paths.drafts,
  paths.contracts,
  paths.profile,
  paths.help,
]
const hasMenu = (location: string): boolean =>
  withMenu.some((path) => location === path || location.startsWith(`${path}/`))

/** What stands around every page: skip link, header, side menu of the lists, footer. */
export function Frame({ children }: { children: ReactNode }) {
  const words = useWords('site')
  const [location] = useLocation()
  const { person, consentNeeded } = useSession().session
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
      <SessionWatch />
      <div className={menu ? 'shell sided' : 'shell'}>
        {menu && <SideMenu location={location} />}
        {/* Another person at the same address gets a page of their own. */}
        <main id="main" tabIndex={-1} key={person?.id}>
          {children}
        </main>
      </div>
      <Footer />
    </>
  )
}
