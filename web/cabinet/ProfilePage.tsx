import type { Profile } from '../../wire/profile.ts'
import { fill } from '../../words/fill.ts'
import { OwnEvents } from '../account/OwnEvents.tsx'
import { call, fileUrl } from '../api.ts'
import { longMoment } from '../appeal/dates.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { LinkButton } from '../frame/Links.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { NoticeSettings } from '../notice/NoticeSettings.tsx'
import { paths } from '../paths.ts'
import { DownloadButton } from '../ui/Button.tsx'
import { Facts } from '../ui/Facts.tsx'
import { useLoad } from '../ui/use-load.ts'
import { Skeleton } from '../ui/Waiting.tsx'
import { useAllWords, useLanguage, useWords } from '../words.ts'
import { ContactsForm } from './profile/ContactsForm.tsx'
import { GivenConsents } from './profile/GivenConsents.tsx'
import { LanguageChoice } from './profile/LanguageChoice.tsx'
import { OpenSessions } from './profile/OpenSessions.tsx'

/**
 * What is known of the client: official data to be read, contacts and language to be changed, everything to be
 * taken away.
 */
export function ProfilePage() {
  // Each card has words of its own, and some come with an answer, while others are typed into.
  useAllWords('profile', 'notices', 'account', 'securityLog', 'consent')
  const words = useWords('profile')
  const { data, error, loading, reload, put } = useLoad('profile', (signal) =>
    call('GET /api/profile', { signal }),
  )
  useTitle(words.title)
  return (
    <>
      <PageHead title={words.title} hint={words.hint} />
      {data === undefined && (loading ? <Skeleton /> : <LoadFailed error={error} retry={reload} />)}
      {data !== undefined && (
        <div className="cards profile">
          <Contacts profile={data} onSaved={put} />
          <NoticeSettings address={data.email} />
          <LanguageChoice />
          <Official profile={data} />
          <OwnData profile={data} />
          <OpenSessions />
          <OwnEvents />
        </div>
      )}
    </>
  )
}

function Contacts({ profile, onSaved }: { profile: Profile; onSaved: (profile: Profile) => void }) {
  const words = useWords('profile')
  const language = useLanguage()
  return (
    <section className="card" aria-labelledby="h-contacts">
      <div className="stack tight">
        <h2 id="h-contacts">{words.contacts}</h2>
        <p className="hint">{words.contactsHint}</p>
      </div>
      <ContactsForm profile={profile} onSaved={onSaved} />
      {profile.contactsChangedAt !== null && (
        <p className="meta">
          {fill(words.changedAt, { date: longMoment(profile.contactsChangedAt, language) })}
        </p>
      )}
    </section>
  )
}

function Official({ profile }: { profile: Profile }) {
  const words = useWords('profile')
  return (
    <section className="card" aria-labelledby="h-official">
      <h2 id="h-official">{words.official}</h2>
      <Facts
        rows={[
          [words.fullName, profile.fullName],
          [words.iin, profile.iin],
        ]}
      />
      <p className="hint">{words.officialHow}</p>
      <p className="row">
        <LinkButton kind="secondary" small to={paths.newAppeal}>
          {words.officialWrite}
        </LinkButton>
      </p>
    </section>
  )
}

function OwnData({ profile }: { profile: Profile }) {
  const words = useWords('profile')
  return (
    <section className="card" aria-labelledby="h-data">
      <h2 id="h-data">{words.data}</h2>
      <p className="hint">{words.dataHint}</p>
      <p className="row">
        <DownloadButton small href={fileUrl('GET /api/profile/data')}>
          {words.dataDownload}
        </DownloadButton>
      </p>
      {profile.consents.length > 0 && <GivenConsents consents={profile.consents} />}
    </section>
  )
}
