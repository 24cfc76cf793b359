import { useEffect, useRef, useState } from 'react'
import type { Purpose } from '../../domain/signature/signed-content.ts'
import { fill } from '../../words/fill.ts'
import { useSession } from '../session.tsx'
import { Banner, Note } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useLanguage, useWords } from '../words.ts'
import { type Errand, type NcaLayerStop, NcaLayerStopped, signWithNcaLayer } from './ncalayer.ts'
import { loopbackAllowed, openNcaLayerDoor } from './ncalayer-door.ts'

interface NcaLayerWindowProps {
  /** Left out: what the purpose says. */
  readonly title?: string | undefined
  readonly purpose: Purpose
  /** What is signed: the letter's very bytes, or the text of the sign-in. */
  readonly content: Uint8Array
  /** What is signed at once: the letter in another language. */
  readonly others?: readonly Uint8Array[]
  /** Only this person's keys are shown; null when nobody is known yet. */
  readonly expectIin: string | null
  /** And of this company: a letter of the company. */
  readonly expectBin?: string
  /** The finished CMS signatures, DER. While the promise runs the window shows that it waits. */
  readonly onSigned: (cms: Uint8Array, others: readonly Uint8Array[]) => Promise<void> | void
  /** The page could not even begin: our server can't be reached. */
  readonly onFail: (error: unknown) => void
  readonly onClose: () => void
}

interface Stop {
  readonly code: NcaLayerStop | 'denied'
  readonly details: string
}
type Phase = 'ready' | 'connecting' | 'asked' | 'finishing' | Stop

/** A line that could not be had looks the same where the browser's owner has forbidden it. */
async function stopOf({ code, details }: NcaLayerStopped): Promise<Stop> {
  const denied = code === 'notRunning' && (await loopbackAllowed()) === false
  return { code: denied ? 'denied' : code, details }
}

/**
 * The window around NCALayer, the program on the client's own computer: tells beforehand what the browser will ask,
 * connects on the press alone, and says what to do wherever it ends without a signature.
 */
export function NcaLayerWindow({
  title,
  purpose,
  content,
  others,
  expectIin,
  expectBin,
  onSigned,
  onFail,
  onClose,
}: NcaLayerWindowProps) {
  const words = useWords('ncalayer')
  const site = useWords('site')
  const language = useLanguage()
  const { demo } = useSession().session
  const [phase, setPhase] = useState<Phase>('ready')
  const leaving = useRef<AbortController>(null)
  useEffect(() => () => leaving.current?.abort(), [])
  const connect = async () => {
    leaving.current = new AbortController()
    const { signal } = leaving.current
    setPhase('connecting')
    try {
      const [cms, ...further] = await sign(signal)
      setPhase('finishing')
      if (cms !== undefined) await onSigned(cms, further)
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof NcaLayerStopped) setPhase(await stopOf(error))
      else onFail(error)
    }
  }
  const sign = async (signal: AbortSignal) => {
    const door = await openNcaLayerDoor()
    const errand: Errand = {
      purpose,
      content,
      ...(others === undefined ? {} : { others }),
      expectIin,
      ...(expectBin === undefined ? {} : { expectBin }),
      language,
      testKeys: demo,
    }
    const onAsked = () => setPhase('asked')
    return await signWithNcaLayer(errand, { open: door.connect, onAsked, signal }).finally(door.close)
  }
  const busy = phase === 'connecting' || phase === 'asked' || phase === 'finishing'
  return (
    <Dialog
      title={title ?? words.title[purpose]}
      onClose={onClose}
      locked={phase === 'finishing'}
      foot={
        <>
          {phase !== 'finishing' && (
            <Button kind="secondary" onPress={onClose}>
              {site.cancel}
            </Button>
          )}
          {/* One button from the first press to the last, so that the focus stays where it is. */}
          <Button busy={busy && words.waiting[phase].busy} onPress={() => void connect()}>
            {phase === 'ready' ? words.connect : site.tryAgain}
          </Button>
        </>
      }
    >
      {phase === 'ready' && <Before purpose={purpose} />}
      <div role="status">
        {busy && (
          <Banner kind="wait" title={words.waiting[phase].title}>
            <p>{phase === 'asked' ? words.waiting.asked.text : words.waiting[phase].text}</p>
            {phase === 'asked' && <p>{words.whichKey[purpose]}</p>}
          </Banner>
        )}
      </div>
      {typeof phase === 'object' && <Stopped stop={phase} purpose={purpose} />}
    </Dialog>
  )
}

/** What the client should know before anything is connected. */
function Before({ purpose }: { purpose: Purpose }) {
  const words = useWords('ncalayer')
  return (
    <>
      <p>{words.lead[purpose]}</p>
      <ol className="steps">
        <li>
          <p>{words.steps.start}</p>
        </li>
        <li>
          <div>
            <p>{words.steps.allow}</p>
            <p className="meta">{words.steps.allowWhy}</p>
          </div>
        </li>
        <li>
          <div>
            <p>{words.steps.key}</p>
            <p className="meta">{words.whichKey[purpose]}</p>
          </div>
        </li>
      </ol>
      <Note icon="lock">{words.staysThere}</Note>
    </>
  )
}

function Stopped({ stop: { code, details }, purpose }: { stop: Stop; purpose: Purpose }) {
  const words = useWords('ncalayer')
  const { title, text } = words.stops[code]
  return (
    <>
      <Banner kind="wait" icon="warning" role="alert" title={title}>
        <p>{text}</p>
        {code === 'cancelled' && <p>{words.whichKey[purpose]}</p>}
        {details !== '' && <p className="meta">{fill(words.said, { details })}</p>}
      </Banner>
      {code === 'notRunning' && (
        <>
          <Note icon="download">{words.install}</Note>
          <Note icon="lock">{words.ifBlocked}</Note>
        </>
      )}
    </>
  )
}
