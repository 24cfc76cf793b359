import { useEffect, useState } from 'react'
import type { DemoPhoneAsk, DemoPhoneScreen } from '../../wire/egov-mobile.ts'
import type { DemoPerson } from '../../wire/person.ts'
import { formatTime } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { faultWords, LoadFailed, MissingPage } from '../frame/FaultPages.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { useSession } from '../session.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { RadioCards } from '../ui/Choice.tsx'
import { Facts } from '../ui/Facts.tsx'
import { Icon } from '../ui/Icon.tsx'
import { More } from '../ui/More.tsx'
import { useLoad } from '../ui/use-load.ts'
import { EmptyState, Skeleton } from '../ui/Waiting.tsx'
import { useAllWords, useWords } from '../words.ts'
import './demo-phone.css'

/** Only in the demo: a page that plays eGov Mobile in the hand of one of its people, over the code in the address. */
export function DemoPhonePage() {
  useAllWords('demoPhone')
  const { demo } = useSession().session
  return demo ? <PhoneInHand /> : <MissingPage />
}

function PhoneInHand() {
  const words = useWords('demoPhone')
  const [given] = useState(() => new URLSearchParams(location.hash.slice(1)))
  const { data, error, loading, reload } = useLoad('demo people', (signal) =>
    call('GET /api/demo/people', { signal }),
  )
  useTitle(words.title)
  const wanted = given.get('kind') === 'staff' ? 'staff' : 'client'
  const holders = data?.people.filter(({ kind, keys }) => kind === wanted && keys.length > 0) ?? []
  const qr = given.get('qr')
  return (
    <>
      <PageHead title={words.title} hint={words.hint} />
      {data === undefined && (loading ? <Skeleton /> : <LoadFailed error={error} retry={reload} />)}
      {data !== undefined && qr === null && <EmptyState title={words.noCode} hint={words.noCodeHint} />}
      {qr !== null && holders.length > 0 && <Phone qr={qr} holders={holders} first={given.get('as')} />}
    </>
  )
}

type Act = Pick<DemoPhoneAsk, 'act' | 'mischief'>
type Mischief = NonNullable<DemoPhoneAsk['mischief']>

interface PhoneProps {
  readonly qr: string
  readonly holders: readonly DemoPerson[]
  /** Whose phone it is to begin with. */
  readonly first: string | null
}

function Phone({ qr, holders, first }: PhoneProps) {
  const words = useWords('demoPhone')
  const site = useWords('site')
  const [personId, setPersonId] = useState(holders.find(({ id }) => id === first)?.id ?? holders[0]?.id ?? '')
  const [screen, setScreen] = useState<DemoPhoneScreen | null>(null)
  const [busy, setBusy] = useState<Act['act'] | null>('look')
  const [fault, setFault] = useState<string>()
  const use = (act: Act) => {
    setBusy(act.act)
    setFault(undefined)
    call('POST /api/demo/phone', { body: { qr, personId, ...act } })
      .then(
        // What was shown stays on the screen, whatever came of the act.
        (next) => setScreen((before) => ({ ...next, errand: next.errand ?? before?.errand ?? null })),
        (error: unknown) => setFault(faultWords(error, site)),
      )
      .finally(() => setBusy(null))
  }
  const [look] = useState(() => () => use({ act: 'look' }))
  useEffect(() => look(), [look])
  const mischiefs = Object.entries(words.mischiefs) as [Mischief, string][]
  const isOver =
    screen?.outcome === 'signed' || screen?.outcome === 'cancelled' || screen?.outcome === 'notOurs'
  return (
    <div className="demo-phone">
      <p className="demo-phone-app">
        <Icon name="mobile" />
        {words.app}
      </p>
      <RadioCards
        id="whose"
        slim
        legend={words.whose}
        value={personId}
        onChange={setPersonId}
        options={holders.map(({ id, fullName }) => ({ value: id, label: fullName }))}
      />
      {screen === null && fault === undefined && <p className="meta">{words.looking}</p>}
      {screen?.errand && <Errand errand={screen.errand} />}
      <Said screen={screen} fault={fault} />
      {isOver || (screen === null && fault === undefined) ? null : (
        <>
          {screen?.errand && <p className="meta">{words.compare}</p>}
          <div className="stack">
            {screen?.errand ? (
              <>
                <Button busy={busy === 'sign' && words.signing} onPress={() => use({ act: 'sign' })}>
                  {words.sign}
                </Button>
                <Button kind="secondary" onPress={() => use({ act: 'cancel' })}>
                  {words.cancel}
                </Button>
              </>
            ) : (
              <Button kind="secondary" icon="again" onPress={look}>
                {words.again}
              </Button>
            )}
          </div>
        </>
      )}
      <More title={words.mischief}>
        <p className="meta">{words.mischiefHint}</p>
        <ul className="stack">
          {mischiefs.map(([mischief, name]) => (
            <li key={mischief}>
              <Button kind="secondary" small onPress={() => use({ act: 'sign', mischief })}>
                {name}
              </Button>
            </li>
          ))}
        </ul>
      </More>
    </div>
  )
}

/** What the site has told the phone. */
function Errand({ errand }: { errand: NonNullable<DemoPhoneScreen['errand']> }) {
  const words = useWords('demoPhone')
  return (
    <Facts
      rows={[
        [words.organisation, errand.organisation],
        [words.document, <b key="document">{errand.document}</b>],
        [words.purpose, errand.description],
        ...errand.meta.map(({ name, value }) => [name, <b key={name}>{value}</b>] as const),
        [words.validUntil, formatTime(Date.parse(errand.expiresAt))],
      ]}
    />
  )
}

/** What came of the last act. */
function Said({ screen, fault }: { screen: DemoPhoneScreen | null; fault: string | undefined }) {
  const words = useWords('demoPhone')
  const outcome = screen?.outcome
  const said =
    fault ??
    (outcome === 'refused'
      ? screen?.message
        ? fill(words.refused, { message: screen.message })
        : words.refusedPlain
      : outcome === undefined || outcome === 'shown'
        ? null
        : words[outcome])
  return (
    <div role="status">
      {said !== null && (
        <Banner kind={outcome === 'signed' && fault === undefined ? 'good' : 'wait'}>
          <p>{said}</p>
        </Banner>
      )}
    </div>
  )
}
