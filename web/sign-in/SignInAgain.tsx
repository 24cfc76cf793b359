import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Session } from '../../wire/person.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWords } from '../words.ts'
import { DemoPeople } from './DemoPeople.tsx'
import { StaffDoor } from './StaffDoor.tsx'
import { Ways } from './Ways.tsx'
import './sign-in.css'

/** Over the page whose session has ended: after signing in again the page goes on as it was. */
export function SignInAgain() {
  const words = useWords('site')
  const { session, enter } = useSession()
  const [unknown, setUnknown] = useState(false)
  const staff = session.person?.kind === 'staff'
  const [, navigate] = useLocation()
  const entered = (next: Session) => {
    // Somebody else: the page that is open is not theirs.
    if (next.person?.id !== session.person?.id) navigate(paths.home)
    enter(next)
  }
  // To leave takes a page load: what was not saved stays on this device, for the person who typed it.
  const leave = () => location.assign(staff ? paths.officeSignIn : paths.signIn)
  return (
    <Dialog title={words.signInTitle} onClose={leave}>
      <p>{unknown ? words.unknownHint : words.sessionEnded}</p>
      {staff ? (
        <StaffDoor onEntered={entered} />
      ) : (
        <Ways kind="client" onEntered={entered} onUnknown={() => setUnknown(true)} />
      )}
      {session.demo && <DemoPeople onEntered={entered} kind={staff ? 'staff' : 'client'} />}
    </Dialog>
  )
}
