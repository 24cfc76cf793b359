import { useState } from 'react'
import { useLocation } from 'wouter'
import { OwnSessions } from '../../account/OwnSessions.tsx'
import { call } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../../ui/ErrorSummary.tsx'
import { useWords } from '../../words.ts'

/** Where the account is open, and signing out of all of it at once. */
export function OpenSessions() {
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
    <>
      <ErrorSummary lines={lines} />
      <OwnSessions>
        <Button kind="secondary" small busy={busy && words.signingOut} onPress={() => void signOut()}>
          {words.signOutAll}
        </Button>
      </OwnSessions>
    </>
  )
}
