import { lazy, type ReactNode, Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { MissingPage } from './frame/FaultPages.tsx'
import { Frame } from './frame/Frame.tsx'
import { paths } from './paths.ts'
import { useSession } from './session.tsx'
import { PageSkeleton } from './ui/Waiting.tsx'

// Each page is a chunk of its own: the first load carries none of the others.
const SignInPage = lazy(async () => ({ default: (await import('./sign-in/SignInPage.tsx')).SignInPage }))
const StaffSignInPage = lazy(async () => ({
  default: (await import('./sign-in/StaffSignInPage.tsx')).StaffSignInPage,
}))
const TariffsPage = lazy(async () => ({ default: (await import('./cabinet/TariffsPage.tsx')).TariffsPage }))
const ConsentPage = lazy(async () => ({ default: (await import('./consent/ConsentPage.tsx')).ConsentPage }))
const ConsentRefusedPage = lazy(async () => ({
  default: (await import('./consent/ConsentRefusedPage.tsx')).ConsentRefusedPage,
}))
const FirstPasswordPage = lazy(async () => ({
  default: (await import('./account/FirstPasswordPage.tsx')).FirstPasswordPage,
}))
const ProfilePage = lazy(async () => ({ default: (await import('./cabinet/ProfilePage.tsx')).ProfilePage }))
const ContractsPage = lazy(async () => ({
  default: (await import('./cabinet/ContractsPage.tsx')).ContractsPage,
}))
const HelpPages = lazy(async () => ({ default: (await import('./help/HelpPages.tsx')).HelpPages }))
const NoticesPage = lazy(async () => ({ default: (await import('./notice/NoticesPage.tsx')).NoticesPage }))
const ConfirmEmailPage = lazy(async () => ({
  default: (await import('./sign-in/ConfirmEmailPage.tsx')).ConfirmEmailPage,
}))
const DemoMailPage = lazy(async () => ({
  default: (await import('./sign-in/DemoMailPage.tsx')).DemoMailPage,
}))
const DemoPhonePage = lazy(async () => ({
  default: (await import('./sign-in/DemoPhonePage.tsx')).DemoPhonePage,
}))
const IncomingPage = lazy(async () => ({
  default: (await import('./cabinet/IncomingPage.tsx')).IncomingPage,
}))
const OutgoingPage = lazy(async () => ({
  default: (await import('./cabinet/OutgoingPage.tsx')).OutgoingPage,
}))
const DraftsPage = lazy(async () => ({ default: (await import('./cabinet/DraftsPage.tsx')).DraftsPage }))
const AppealPage = lazy(async () => ({ default: (await import('./cabinet/AppealPage.tsx')).AppealPage }))
const WritePages = lazy(async () => ({
  default: (await import('./cabinet/draft/WritePages.tsx')).WritePages,
}))
const OfficePages = lazy(async () => ({ default: (await import('./office/OfficePages.tsx')).OfficePages }))

/** Every page of the site by its address. */
export function Routes() {
  return (
    <Frame>
      <Suspense fallback={<PageSkeleton />}>
        <Switch>
          <Route path={paths.home}>
            <Home />
          </Route>
          <Route path={paths.signIn}>
            <SignInPage />
          </Route>
          <Route path={paths.officeSignIn}>
            <StaffSignInPage />
          </Route>
          <Route path={paths.tariffs}>
            <TariffsPage />
          </Route>
          <Route path={paths.consentRefused}>
            <ConsentRefusedPage />
          </Route>
          <Route path="/help/:section?">{({ section }) => <HelpPages section={section} />}</Route>
          <Route path={paths.profile}>{forClients(<ProfilePage />)}</Route>
          <Route path={paths.contracts}>{forClients(<ContractsPage />)}</Route>
          <Route path={paths.notices}>{forClients(<NoticesPage />)}</Route>
          <Route path={paths.confirmEmail}>
            <ConfirmEmailPage />
          </Route>
          <Route path={paths.demoMail}>
            <DemoMailPage />
          </Route>
          <Route path={paths.demoPhonePage}>
            <DemoPhonePage />
          </Route>
          <Route path={paths.incoming}>{forClients(<IncomingPage />)}</Route>
          <Route path={paths.outgoing}>{forClients(<OutgoingPage />)}</Route>
          <Route path={paths.drafts}>{forClients(<DraftsPage />)}</Route>
          <Route path="/appeals/:id">{({ id }) => forClients(<AppealPage key={id} id={id} />)}</Route>
          <Route path="/write/*?">{forClients(<WritePages />)}</Route>
          <Route path="/office/*?">{forStaff(<OfficePages />)}</Route>
          <Route>
            <MissingPage />
          </Route>
        </Switch>
      </Suspense>
    </Frame>
  )
}

const forClients = (page: ReactNode) => <Only kind="client">{page}</Only>
const forStaff = (page: ReactNode) => <Only kind="staff">{page}</Only>

/** The page for those it is for; the sign-in, at the same address, for others: after it the page is there. */
function Only({ kind, children }: { kind: 'client' | 'staff'; children: ReactNode }) {
  const { person, consentNeeded, passwordMustChange } = useSession().session
  if (person?.kind === kind) {
    if (passwordMustChange) return <FirstPasswordPage />
    return consentNeeded ? <ConsentPage /> : children
  }
  return kind === 'client' ? <SignInPage /> : <StaffSignInPage />
}

function Home() {
  const { person } = useSession().session
  if (person === null) return <Redirect to={paths.signIn} replace />
  return <Redirect to={person.kind === 'client' ? paths.incoming : paths.office} replace />
}
