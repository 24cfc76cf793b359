import { Link } from 'wouter'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useWords } from '../words.ts'

/** §1: «Хабарламалар» with «Кіріс» and «Шығыс», and the drafts; what is no message has a list of its own. */
export function SideMenu({ location }: { location: string }) {
  const words = useWords('site')
  const { unread } = useSession().session
  const entries = [
    { to: paths.incoming, icon: 'incoming', name: words.incoming, count: unread },
    { to: paths.outgoing, icon: 'outgoing', name: words.outgoing, count: 0 },
    { to: paths.drafts, icon: 'draft', name: words.drafts, count: 0 },
  ] as const
  return (
    <div className="side">
      <nav aria-label={words.messages}>
        <p className="side-title" aria-hidden="true">
          {words.messages}
        </p>
        <ul>
          {entries.map(({ to, icon, name, count }) => (
            <li key={to}>
              <Link href={to} aria-current={location === to ? 'page' : undefined}>
                <Icon name={icon} />
                {name}
                {count > 0 && (
                  <span className="count">
                    {count}
                    <span className="hide"> {words.fresh}</span>
                  </span>
                )}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <nav aria-label={words.cabinetMenu}>
        <CabinetLinks location={location} />
      </nav>
    </div>
  )
}

/** What else there is in the cabinet: beside the page on a desk, in the header's menu on a phone. */
export function CabinetLinks({ location, onPress }: { location: string; onPress?: () => void }) {
  const words = useWords('site')
  const entries = [
    { to: paths.contracts, icon: 'letter', name: words.contracts },
    { to: paths.profile, icon: 'person', name: words.profile },
    { to: paths.help, icon: 'help', name: words.help },
  ] as const
  return (
    <ul className="more">
      {entries.map(({ to, icon, name }) => (
        <li key={to}>
          <Link href={to} aria-current={location.startsWith(to) ? 'page' : undefined} onClick={onPress}>
            <Icon name={icon} />
            {name}
          </Link>
        </li>
      ))}
    </ul>
  )
}
