import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Profile } from '../../../wire/profile.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../../ui/ErrorSummary.tsx'
import { useWords } from '../../words.ts'

/** Where the account is open, and signing out of all of it at once. */
export function OpenSessions({ sessions }: { sessions: Profile['sessions'] }) {
  const words = useWords('profile')
  const site = useWords('site')
  const { leave } = useSession()
  const [, navigate] = useLocation()
  const [busy, setBusy] = useState(false)
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const signOut = async () => {
    setBusy(true)
    try {
      await call('DELETE /api/profile/sessions')
      await leave()
      navigate(paths.signIn)
    } catch (error) {
      setBusy(false)
      setLines([{ text: faultWords(error, site) }])
    }
  }
  return (
    <section className="card" aria-labelledby="h-sessions">
      <h2 id="h-sessions">{words.sessions}</h2>
      <ul className="views">
        {sessions.map(({ openedAt, lastSeenAt, current }) => (
          <li key={`${openedAt} ${current}`}>
            {current
              ? fill(words.sessionThis, { date: shortMoment(openedAt) })
              : fill(words.sessionOther, { opened: shortMoment(openedAt), seen: shortMoment(lastSeenAt) })}
          </li>
        ))}
      </ul>
      <ErrorSummary lines={lines} />
      <p className="row">
        <Button kind="secondary" small busy={busy && words.signingOut} onPress={() => void signOut()}>
          {words.signOutAll}
        </Button>
      </p>
    </section>
  )
}
