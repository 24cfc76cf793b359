import { useState } from 'react'
import { Link, Redirect, useLocation } from 'wouter'
import type { Session } from '../../wire/person.ts'
import { fill } from '../../words/fill.ts'
import { CallCentreLink, Hours } from '../frame/Footer.tsx'
import { PageHead, PageTitle, useTitle } from '../frame/Page.tsx'
import { noteMove } from '../frame/page-change.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Button } from '../ui/Button.tsx'
import { useLanguage, useWords } from '../words.ts'
import { DemoPeople } from './DemoPeople.tsx'
import { LetterPicture } from './LetterPicture.tsx'
import { Ways } from './Ways.tsx'
import './sign-in.css'

/** The door for clients: the ways in, and on a demo the people of the demo. */
export function SignInPage() {
  const words = useWords('site')
  const language = useLanguage()
  const { session, enter } = useSession()
  const [location, navigate] = useLocation()
  const [unknown, setUnknown] = useState(false)
  useTitle(unknown ? words.unknownTitle : words.signInTitle)
  if (session.person !== null && location === paths.signIn) return <Redirect to={paths.home} replace />
  const entered = (next: Session) => {
    noteMove()
    enter(next)
    if (next.person?.kind === 'staff') navigate(paths.office)
  }
  if (unknown) return <UnknownClient again={() => setUnknown(false)} />
  const { company } = session
  return (
    <div className="enter">
      <div className="stack roomy">
        <div className="stack">
          <PageTitle>{words.signInLead}</PageTitle>
          <p className="hint">{fill(words.signInHint, { company: company.name[language] })}</p>
        </div>
        <LetterPicture />
      </div>
      <div className="stack roomy">
        <section className="stack" aria-labelledby="h-in">
          <h2 id="h-in">{words.signInTitle}</h2>
          <Ways kind="client" onEntered={entered} onUnknown={() => setUnknown(true)} />
          <Link className="link-row meta" href={paths.officeSignIn}>
            {fill(words.forStaff, { company: company.shortName[language] })}
          </Link>
        </section>
        {session.demo && <DemoPeople onEntered={entered} />}
      </div>
    </div>
  )
}

function UnknownClient({ again }: { again: () => void }) {
  const words = useWords('site')
  const language = useLanguage()
  const { company } = useSession().session
  return (
    <>
      <PageHead
        title={fill(words.unknownTitle, { company: company.shortName[language] })}
        hint={words.unknownHint}
      />
      <p className="big-tel">
        <CallCentreLink />
      </p>
      <p className="meta">
        {words.hours} <span className="nowrap">{words.weekdays}</span>, <Hours />
      </p>
      <p className="after">
        <Button kind="secondary" icon="key" onPress={again}>
          {words.otherKey}
        </Button>
      </p>
    </>
  )
}
