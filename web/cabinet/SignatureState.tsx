import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Appeal } from '../../wire/appeal.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { longMoment } from '../appeal/dates.ts'
import { returnedReason } from '../appeal/returned-reason.ts'
import { faultWords } from '../frame/FaultPages.tsx'
import { paths } from '../paths.ts'
import { Banner, Note } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { useLanguage, useWords } from '../words.ts'

/** What the client must know of the signature: that it is being checked, or that it was revoked and what to do. */
export function SignatureState({ appeal }: { appeal: Appeal }) {
  const words = useWords('verdict')
  if (appeal.returned !== null) return <Returned appeal={appeal} returned={appeal.returned} />
  if (appeal.signature.revocation !== 'unknown') return null
  return (
    <Note kind="wait" icon="wait">
      <b className="strong">{words.checking}.</b> {words.checkingHint}
    </Note>
  )
}

/** Why it came back, and the way on: everything that was written, in a new draft. */
function Returned({ appeal, returned }: { appeal: Appeal; returned: NonNullable<Appeal['returned']> }) {
  const words = useWords('verdict')
  const site = useWords('site')
  const language = useLanguage()
  const [, navigate] = useLocation()
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const key = useRef(crypto.randomUUID())
  const copy = () => {
    setBusy(true)
    setFault(null)
    call('POST /api/appeals/:id/copy', { params: { id: appeal.id }, idempotencyKey: key.current })
      .then(
        ({ id }) => navigate(paths.draft(id)),
        (error: unknown) => setFault(faultWords(error, site)),
      )
      .finally(() => setBusy(false))
  }
  return (
    <div className="stack">
      <Banner
        kind="wait"
        icon="returned"
        title={fill(words.returnedTitle, { date: longMoment(returned.at, language) })}
      >
        <p>{returnedReason(returned, words)}</p>
        <p>{returned.reason === 'notConsidered' ? words.whatNowUnconsidered : words.whatNow}</p>
      </Banner>
      {fault !== null && (
        <Banner kind="wait" role="alert">
          <p>{fault}</p>
        </Banner>
      )}
      <p className="row">
        <Button onPress={copy} busy={busy && words.copying}>
          {words.copy}
        </Button>
      </p>
    </div>
  )
}
