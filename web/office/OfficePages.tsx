import { lazy } from 'react'
import { Route, Switch } from 'wouter'
import { MissingPage } from '../frame/FaultPages.tsx'
import { paths } from '../paths.ts'

// Each page is a chunk of its own, and their list is one too: the cabinet's first load carries none of it.
const OfficeHome = lazy(async () => ({ default: (await import('./OfficeHome.tsx')).OfficeHome }))
const QueuePage = lazy(async () => ({ default: (await import('./queue/QueuePage.tsx')).QueuePage }))
const ReplyPages = lazy(async () => ({
  default: (await import('./reply/ReplyPages.tsx')).ReplyPages,
}))
const SightPage = lazy(async () => ({ default: (await import('./sight/SightPage.tsx')).SightPage }))
const CasePage = lazy(async () => ({ default: (await import('./case/CasePage.tsx')).CasePage }))
const SignalsPage = lazy(async () => ({
  default: (await import('./signals/SignalsPage.tsx')).SignalsPage,
}))
const AccountPage = lazy(async () => ({
  default: (await import('../account/AccountPage.tsx')).AccountPage,
}))
const SecurityLogPage = lazy(async () => ({
  default: (await import('./security-log/SecurityLogPage.tsx')).SecurityLogPage,
}))
const BookPage = lazy(async () => ({ default: (await import('./book/BookPage.tsx')).BookPage }))
const CallsPage = lazy(async () => ({ default: (await import('./calls/CallsPage.tsx')).CallsPage }))
const AdminPages = lazy(async () => ({ default: (await import('../admin/AdminPages.tsx')).AdminPages }))

/** Every page of the office by its address. */
export function OfficePages() {
  return (
    <Switch>
      <Route path={paths.office}>
        <OfficeHome />
      </Route>
      <Route path={paths.officeQueue}>
        <QueuePage />
      </Route>
      <Route path={paths.officeFigures}>
        <SightPage />
      </Route>
      <Route path={paths.officeSignals}>
        <SignalsPage />
      </Route>
      <Route path={paths.officeAccount}>
        <AccountPage />
      </Route>
      <Route path={paths.officeSecurityLog}>
        <SecurityLogPage />
      </Route>
      <Route path={paths.officeRegister}>
        <BookPage />
      </Route>
      <Route path={paths.officeCalls}>
        <CallsPage />
      </Route>
      <Route path="/office/appeals/:id">{({ id }) => <CasePage key={id} id={id} />}</Route>
      <Route path="/office/replies/*?">
        <ReplyPages />
      </Route>
      <Route path="/office/people/*?">
        <AdminPages />
      </Route>
      <Route path={paths.officeUnits}>
        <AdminPages />
      </Route>
      <Route path={paths.officeAbsences}>
        <AdminPages />
      </Route>
      <Route>
        <MissingPage />
      </Route>
    </Switch>
  )
}
