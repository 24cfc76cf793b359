import { useState } from 'react'
import { Link } from 'wouter'
import { languages } from '../../domain/language.ts'
import type { NoticeSettings as Settings } from '../../wire/notice.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { longMoment } from '../appeal/dates.ts'
import { faultWords } from '../frame/FaultPages.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Note } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Checkboxes, Segments } from '../ui/Choice.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { useLoad } from '../ui/use-load.ts'
import { useLanguage, useWords } from '../words.ts'

const nameOf = { kk: 'Қазақша', ru: 'Русский', en: 'English' } as const

/**
 * How the client is told of things: in the cabinet always, by e-mail once the address has answered a mail.
 * `address` is the profile's: another one is asked about again.
 */
export function NoticeSettings({ address }: { address: string }) {
  const words = useWords('notices')
  const { demo } = useSession().session
  const { data, put } = useLoad(`notice-settings ${address}`, (signal) =>
    call('GET /api/notice-settings', { signal }),
  )
  return (
    <section className="card" aria-labelledby="h-notices">
      <h2 id="h-notices">{words.settingsTitle}</h2>
      <p className="hint">{words.inCabinet}</p>
      {data !== undefined && <ByEmail settings={data} onChanged={put} />}
      {demo && (
        <p>
          <Link className="link" href={paths.demoMail}>
            {words.demoMailLink}
          </Link>
        </p>
      )}
    </section>
  )
}

interface ByEmailProps {
  readonly settings: Settings
  readonly onChanged: (settings: Settings) => void
}

function ByEmail({ settings, onChanged }: ByEmailProps) {
  const words = useWords('notices')
  const site = useWords('site')
  const [saving, setSaving] = useState(false)
  const [lines, setLines] = useState<readonly SummaryLine[]>([])
  if (!settings.available) return <Note>{words.unavailable}</Note>
  if (settings.email === null) return <Note>{words.noEmail}</Note>
  const act = async (ask: () => Promise<Settings>) => {
    setSaving(true)
    setLines([])
    try {
      onChanged(await ask())
    } catch (error) {
      onChanged(settings)
      setLines([{ text: faultWords(error, site) }])
    } finally {
      setSaving(false)
    }
  }
  const save = (body: { byEmail: boolean } | { language: Settings['language'] }) => {
    // What was pressed is seen at once; where it could not be saved, the old comes back with the reason.
    onChanged({ ...settings, ...body })
    void act(() => call('PATCH /api/notice-settings', { body }))
  }
  return (
    <>
      <ErrorSummary lines={lines} />
      <Checkboxes
        id="by-email"
        legend={words.settingsTitle}
        hideLegend
        hint={words.byEmailHint}
        value={settings.byEmail ? ['yes'] : []}
        onChange={(value) => save({ byEmail: value.includes('yes') })}
        options={[{ value: 'yes', label: words.byEmail }]}
      />
      {settings.byEmail && (
        <>
          <AddressState
            settings={settings}
            saving={saving}
            onSendLink={() => void act(() => call('POST /api/notice-settings/link'))}
          />
          <Segments
            id="mail-language"
            legend={words.mailLanguage}
            value={settings.language}
            onChange={(value) => {
              const chosen = languages.find((one) => one === value)
              if (chosen !== undefined) save({ language: chosen })
            }}
            options={languages.map((one) => ({ value: one, label: nameOf[one], lang: one }))}
          />
        </>
      )}
    </>
  )
}

interface AddressStateProps {
  readonly settings: Settings
  readonly saving: boolean
  readonly onSendLink: () => void
}

/** Whether mails reach the address, and what to do where they do not. */
function AddressState({ settings, saving, onSendLink }: AddressStateProps) {
  const words = useWords('notices')
  const language = useLanguage()
  const email = settings.email ?? ''
  const said = (text: string) => fill(text, { email })
  const button = (name: string) => (
    <p className="row">
      <Button kind="secondary" small busy={saving && words.sendingLink} onPress={onSendLink}>
        {name}
      </Button>
    </p>
  )
  return (
    <div className="stack" role="status">
      {settings.refusedAt !== null && (
        <Note kind="wait" icon="warning">
          {fill(words.refusedState, { email, date: longMoment(settings.refusedAt, language) })}{' '}
          {words.refusedHint}
        </Note>
      )}
      {settings.linkSent ? (
        <>
          <Note icon="letter">
            {said(words.linkSentState)} {words.linkSentHint}
          </Note>
          {button(words.sendLinkAgain)}
        </>
      ) : (
        settings.refusedAt !== null && button(words.sendLinkAgain)
      )}
      {settings.refusedAt === null && settings.confirmed && (
        <Note kind="good" icon="tick">
          {said(words.confirmedState)}
        </Note>
      )}
      {settings.refusedAt === null && !settings.confirmed && !settings.linkSent && (
        <>
          <Note icon="info">{said(words.unconfirmedState)}</Note>
          {button(words.sendLink)}
        </>
      )}
    </div>
  )
}
