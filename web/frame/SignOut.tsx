import { type ReactNode, Suspense, useState } from 'react'
import { useLocation } from 'wouter'
import { forgetAllHere, keptOf } from '../cabinet/draft/unsaved-changes.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { forgetAllInTab } from '../tab-storage.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWords } from '../words.ts'

/**
 * The way out: what is typed is saved before, and nothing of it stays on this device. Where it can't be saved now the
 * client is asked. `question` is drawn beside the button.
 */
export function useSignOut(): { signOut: () => void; question: ReactNode } {
  const { session, leave } = useSession()
  const [, navigate] = useLocation()
  const [asked, setAsked] = useState(false)
  const personId = session.person?.id ?? ''
  const out = async () => {
    const next = session.person?.kind === 'staff' ? paths.officeSignIn : paths.signIn
    await leave()
    forgetAllHere(localStorage, personId)
    forgetAllInTab(personId)
    navigate(next)
  }
  const signOut = async () => {
    if (await savedAll(personId)) await out()
    else setAsked(true)
  }
  const ask = () => setAsked(true)
  return {
    signOut: () => void signOut().catch(ask),
    question: asked && (
      <Suspense>
        <Question onStay={() => setAsked(false)} onLeave={() => void out().catch(ask)} />
      </Suspense>
    ),
  }
}

async function savedAll(personId: string): Promise<boolean> {
  if (keptOf(localStorage, personId, Date.now()).length === 0) return true
  const { leaveNothing } = await import('../cabinet/draft/open-draft.ts')
  return await leaveNothing(personId)
}

function Question({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const words = useWords('drafts')
  return (
    <Dialog
      title={words.signOutTitle}
      onClose={onStay}
      foot={
        <>
          <Button kind="plain" onPress={onLeave}>
            {words.signOutAnyway}
          </Button>
          <Button onPress={onStay}>{words.signOutStay}</Button>
        </>
      }
    >
      <p>{words.signOutText}</p>
    </Dialog>
  )
}
