import { type ReactNode, useState } from 'react'
import type { OwnSession } from '../../wire/account.ts'
import { deviceWords } from '../../words/device-words.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { shortMoment } from '../appeal/dates.ts'
import { faultWords, LoadFailed } from '../frame/FaultPages.tsx'
import { useSession } from '../session.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { useLoad } from '../ui/use-load.ts'
import { Skeleton } from '../ui/Waiting.tsx'
import { useWords } from '../words.ts'
import './account.css'

/** Where somebody is signed in, a client or one of the staff; each other place, or all of them, can be ended. */
export function OwnSessions({ children }: { children?: ReactNode }) {
  const words = useWords('account')
  const site = useWords('site')
  const { company, person } = useSession().session
  const [busy, setBusy] = useState('')
  const [said, setSaid] = useState('')
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  const { data, error, loading, reload, put } = useLoad('account-sessions', (signal) =>
    call('GET /api/account/sessions', { signal }),
  )
  const end = async (what: string, answer: Promise<{ sessions: OwnSession[] }>) => {
    setBusy(what)
    setLines([])
    try {
      put(await answer)
      setSaid(words.ended)
    } catch (fault) {
      setLines([{ text: faultWords(fault, site) }])
    } finally {
      setBusy('')
    }
  }
  const others = data?.sessions.some(({ current }) => !current) === true
  return (
    <section className="card" aria-labelledby="h-sessions">
      <div className="stack tight">
        <h2 id="h-sessions">{words.devices}</h2>
        <p className="hint">
          {person?.kind === 'staff'
            ? words.devicesHintStaff
            : fill(words.devicesHint, { phone: company.callCentre })}
        </p>
      </div>
      <ErrorSummary lines={lines} />
      {data === undefined && (loading ? <Skeleton /> : <LoadFailed error={error} retry={reload} />)}
      <ul className="own-sessions">
        {data?.sessions.map((session) => (
          <li key={session.id}>
            <Place session={session} />
            {!session.current && (
              <Button
                kind="secondary"
                small
                label={fill(words.endOf, { device: deviceWords(words, session.device) })}
                busy={busy === session.id && words.ending}
                onPress={() =>
                  void end(
                    session.id,
                    call('DELETE /api/account/sessions/:id', { params: { id: session.id } }),
                  )
                }
              >
                {words.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <span role="status">{said}</span>
      {(others || children !== undefined) && (
        <div className="row">
          {others && (
            <Button
              kind="secondary"
              small
              busy={busy === 'others' && words.ending}
              onPress={() => void end('others', call('DELETE /api/account/sessions'))}
            >
              {words.endOthers}
            </Button>
          )}
          {children}
        </div>
      )}
    </section>
  )
}

function Place({ session }: { session: OwnSession }) {
  const words = useWords('account')
  const { openedAt, lastSeenAt, current, address, way, codeOpenedAt } = session
  return (
    <div>
      <p>
        <strong>{deviceWords(words, session.device)}</strong>
        {current && ` (${words.thisDevice})`}
      </p>
      {way !== null && (
        <p className="meta">
          {fill(words.ways[way], { date: codeOpenedAt === null ? '' : shortMoment(codeOpenedAt) })}
        </p>
      )}
      <p className="meta">{fill(words.opened, { date: shortMoment(openedAt) })}</p>
      {!current && <p className="meta">{fill(words.seen, { date: shortMoment(lastSeenAt) })}</p>}
      {address !== null && <p className="meta">{fill(words.address, { address })}</p>}
    </div>
  )
}
