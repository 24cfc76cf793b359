import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { rolesFor } from '../../domain/appeal/rights.ts'
import { countText } from '../../words/count.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useAllWords, useWords } from '../words.ts'
import { usePlace } from './area-here.ts'
import { type Area, areasFor } from './areas.ts'
import { JumpWindow } from './jump/JumpWindow.tsx'
import './areas.css'
import { useKey } from './queue/use-key.ts'
import { useReplyList, type WaitingState } from './reply/use-reply-list.ts'

/** The second row of the header: the areas of this person's roles, and the window of Ctrl K. */
export function Areas() {
  useAllWords('areas', 'statuses')
  const words = useWords('areas')
  const roles = useSession().session.person?.roles ?? []
  const [location] = useLocation()
  const [open, setOpen] = useState(false)
  const jumps = mayJump(roles)
  useKey('ctrl', 'KeyK', jumps ? () => setOpen(true) : null)
  const areas = areasFor(roles)
  if (areas.length === 0) return null
  return (
    <>
      <nav className="areas" aria-label={words.label}>
        <div className="areas-in">
          <ul className="only-desk">
            <AreaItems location={location} />
          </ul>
          {jumps && (
            <button type="button" className="jump" onClick={() => setOpen(true)}>
              <Icon name="search" />
              <span>{words.jump}</span>
              <kbd className="only-desk">Ctrl K</kbd>
            </button>
          )}
        </div>
      </nav>
      {open && <JumpWindow onClose={() => setOpen(false)} />}
    </>
  )
}

/** On a phone the window of Ctrl K is opened from the header's menu. */
export function JumpItem({ onPress }: { onPress: () => void }) {
  useAllWords('areas', 'statuses')
  const words = useWords('areas')
  const roles = useSession().session.person?.roles ?? []
  const [open, setOpen] = useState(false)
  if (!mayJump(roles)) return null
  return (
    <>
      <button type="button" className="button secondary" onClick={() => setOpen(true)}>
        <Icon name="search" />
        {words.jump}
      </button>
      {open && <JumpWindow onClose={() => setOpen(false)} onGo={onPress} />}
    </>
  )
}

const mayJump = (roles: readonly string[]): boolean => rolesFor('list').some((role) => roles.includes(role))

/** On a phone the same areas are in the header's menu. */
export function AreaItems({ location: path, onPress }: { location: string; onPress?: () => void }) {
  useAllWords('areas', 'statuses')
  const location = usePlace(path)
  const roles = useSession().session.person?.roles ?? []
  return areasFor(roles).map((area) => {
    const item = { area, location, ...(onPress && { onPress }) }
    return area.counts === undefined ? (
      <AreaItem key={area.to} {...item} />
    ) : (
      <CountedArea key={area.to} {...item} state={area.counts} />
    )
  })
}

interface AreaItemProps {
  readonly area: Area
  readonly location: string
  readonly onPress?: () => void
  readonly count?: { readonly total: number; readonly more: boolean } | undefined
}

function AreaItem({ area: { to, name, also = [] }, location, onPress, count }: AreaItemProps) {
  const words = useWords('areas')
  return (
    <li>
      <Link href={to} aria-current={isWithin(location, [to, ...also]) ? 'page' : undefined} onClick={onPress}>
        {words[name]}{' '}
        {count !== undefined && count.total > 0 && <span className="n">{countText(count)}</span>}
      </Link>
    </li>
  )
}

/** An area with how much waits there: the total of its own list. */
function CountedArea({ state, ...item }: AreaItemProps & { readonly state: WaitingState }) {
  const count = useReplyList(state).data
  const there = item.location === item.area.to
  if (item.area.whenAny && !there && (count?.total ?? 0) === 0) return null
  return <AreaItem {...item} count={count} />
}

/** At one of these addresses, or below it; the desk is at the office's own, and a list beside another is not in it. */
const isWithin = (location: string, addresses: readonly string[]): boolean =>
  addresses.some(
    (to) =>
      location === to ||
      (to !== paths.office && location.startsWith(`${to}/`) && location !== paths.officeToSign),
  )
