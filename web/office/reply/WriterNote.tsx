import { useState } from 'react'
import type { NearLimitRow } from '../../../wire/attachment.ts'
import { fill } from '../../../words/fill.ts'
import { NearLimits } from '../../cabinet/NearLimits.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useWords } from '../../words.ts'
import type { ReplySaving } from './reply-saving.ts'

/** Somebody else writes this letter now: who, and taking over, which asks. */
export function WriterNote({
  saving,
  name,
  mayTake,
  nearLimits,
}: {
  saving: ReplySaving
  name: string
  mayTake: boolean
  /** Of taking over, told before it says no. */
  nearLimits: readonly NearLimitRow[]
}) {
  const words = useWords('reply')
  const site = useWords('site')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const take = async () => {
    setBusy(true)
    await saving.takeOver()
    setBusy(false)
    setAsked(false)
  }
  return (
    <>
      <Banner
        kind="wait"
        icon="pencil"
        role="status"
        title={fill(words.writes, { name })}
        action={
          mayTake && (
            <Button kind="secondary" small onPress={() => setAsked(true)}>
              {words.takeOver}
            </Button>
          )
        }
      >
        {mayTake && <p>{words.writesHint}</p>}
      </Banner>
      {asked && (
        <Dialog
          title={words.takeOverTitle}
          onClose={() => setAsked(false)}
          locked={busy}
          foot={
            <>
              <Button kind="plain" onPress={() => setAsked(false)} unavailable={busy}>
                {site.cancel}
              </Button>
              <Button onPress={() => void take()} busy={busy && words.takingOver}>
                {words.takeOver}
              </Button>
            </>
          }
        >
          <p>{fill(words.takeOverText, { name })}</p>
          {nearLimits.length > 0 && <NearLimits limits={nearLimits} />}
        </Dialog>
      )}
    </>
  )
}
