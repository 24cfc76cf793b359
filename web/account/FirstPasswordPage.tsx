import { PageHead, useTitle } from '../frame/Page.tsx'
import { useSession } from '../session.tsx'
import { useWords } from '../words.ts'
import { PasswordForm } from './PasswordForm.tsx'

/** At the first sign-in by a password that was made for them: their own, before anything else. */
export function FirstPasswordPage() {
  const words = useWords('account')
  const { refresh } = useSession()
  useTitle(words.firstTitle, { office: true })
  return (
    <div className="narrow">
      <PageHead title={words.firstTitle} hint={words.firstHint} />
      <PasswordForm first onChanged={refresh} />
    </div>
  )
}
