import { Link } from 'wouter'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { useWords } from '../words.ts'

/** Call centre, hours, tariffs: settings of today. */
export function Footer() {
  const words = useWords('site')
  return (
    <footer className="foot">
      <div className="foot-in">
        <span>
          {words.callCentre} <CallCentreLink />
        </span>
        <span>
          {words.hours} <span className="nowrap">{words.weekdays}</span>, <Hours />
        </span>
        <Link href={paths.tariffs}>{words.tariffs}</Link>
        <Link href={paths.help}>{words.help}</Link>
      </div>
    </footer>
  )
}

/** The call centre's number, to be called by pressing it. */
export function CallCentreLink() {
  const { callCentre } = useSession().session.company
  return (
    <a href={`tel:${callCentre.replace(/[^+\d]/g, '')}`} className="nowrap">
      {callCentre}
    </a>
  )
}

/** «9:30–19:00»: when the company works. */
export function Hours() {
  const { opens, closes } = useSession().session.company
  return (
    <span className="nowrap">
      {opens.replace(/^0/, '')}–{closes.replace(/^0/, '')}
    </span>
  )
}
