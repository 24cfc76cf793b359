import { Suspense, use } from 'react'
import type { Session } from '../wire/person.ts'
import { call } from './api.ts'
import { CrashPage, LastResort, StartFailed } from './frame/FaultPages.tsx'
import { Guard } from './frame/Guard.tsx'
import { listenForMissingFiles } from './frame/reload-for-new-build.ts'
import { rememberContacts } from './frame/remembered-contacts.ts'
import { Routes } from './routes.tsx'
import { followAccountOf, SessionProvider } from './session.tsx'
import { preloadWords } from './words.ts'

listenForMissingFiles()
preloadWords('site', 'statuses')
// In the account's language from the first drawing on.
const firstSession = call('GET /api/session').then(async (session) => {
  rememberContacts(session.company)
  await followAccountOf(session)
  return session
})

/** The whole site: the session first, since every page shows the company and who is signed in. */
export function App() {
  return (
    <Guard fault={() => <LastResort />}>
      <Guard fault={(error) => <StartFailed error={error} />}>
        <Suspense>
          <WithSession session={firstSession} />
        </Suspense>
      </Guard>
    </Guard>
  )
}

function WithSession({ session }: { session: Promise<Session> }) {
  return (
    <SessionProvider first={use(session)}>
      <Guard fault={(error) => <CrashPage error={error} />}>
        <Routes />
      </Guard>
    </SessionProvider>
  )
}
