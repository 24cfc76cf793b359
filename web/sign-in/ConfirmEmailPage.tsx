import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { faultWords } from '../frame/FaultPages.tsx'
import { LinkButton } from '../frame/Links.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { paths } from '../paths.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { useWords } from '../words.ts'

/**
 * Where the link of a letter leads, signed in or not. One press confirms: programs that open the links of every letter
 * press nothing.
 */
export function ConfirmEmailPage() {
  const words = useWords('notices')
  const site = useWords('site')
  const [params] = useSearchParams()
  const [busy, setBusy] = useState(false)
  const [confirmed, setConfirmed] = useState<string | null>(null)
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  useTitle(words.confirmTitle, { hasErrors: lines.length > 0 })
  const confirm = async () => {
    setBusy(true)
    try {
      const body = { token: (params.get('token') ?? '').padEnd(20, '-').slice(0, 100) }
      setConfirmed((await call('POST /api/email-confirmations', { body })).email)
      setLines([])
    } catch (error) {
      setLines([{ text: faultWords(error, site) }])
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <PageHead title={words.confirmTitle} hint={confirmed === null ? words.confirmHint : undefined} />
      <div className="stack">
        <ErrorSummary lines={lines} />
        <div role="status">
          {confirmed !== null && (
            <Banner kind="good" title={words.confirmedTitle}>
              <p>{fill(words.confirmedHint, { email: confirmed })}</p>
            </Banner>
          )}
        </div>
        <p className="row">
          {confirmed === null ? (
            <Button busy={busy && words.confirming} onPress={() => void confirm()}>
              {words.confirm}
            </Button>
          ) : (
            <LinkButton to={paths.incoming}>{words.toCabinet}</LinkButton>
          )}
        </p>
      </div>
    </>
  )
}
