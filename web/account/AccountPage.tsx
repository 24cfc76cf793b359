import { PageHead, useTitle } from '../frame/Page.tsx'
import { useAllWords, useWords } from '../words.ts'
import { OwnEvents } from './OwnEvents.tsx'
import { OwnSessions } from './OwnSessions.tsx'
import { PasswordForm } from './PasswordForm.tsx'

/** Everybody of the staff for themselves: where they are signed in, and their password. */
export function AccountPage() {
  useAllWords('account', 'securityLog')
  const words = useWords('account')
  useTitle(words.title, { office: true })
  return (
    <>
      <PageHead title={words.title} hint={words.hint} />
      <div className="cards profile">
        <OwnSessions />
        <PasswordForm />
        <OwnEvents />
      </div>
    </>
  )
}
