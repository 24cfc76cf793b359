import { useState } from 'react'
import type { BulkAsk, BulkPreview } from '../../../wire/bulk.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { faultWords, LoadFailed } from '../../frame/FaultPages.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'
import { RefusedList } from './BulkWindow.tsx'

interface TakeManyWindowProps {
  readonly title: string
  readonly chosen: Pick<BulkAsk, 'appeals' | 'all' | 'query'>
  readonly onClose: () => void
  /** Begins it; refuses by throwing. */
  readonly begin: (key: string) => Promise<void>
}

/** Taking many into work: what would happen to each, then the one question. */
export function TakeManyWindow({ title, chosen, onClose, begin }: TakeManyWindowProps) {
  const words = useWords('assign')
  const site = useWords('site')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const attempt = useAttempt()
  const body = { ...chosen, order: { act: 'takeIntoWork' as const } }
  const dry = useLoad('dry', (signal) => call('POST /api/office/bulks/preview', { body, signal }))
  function press() {
    setBusy(true)
    begin(attempt.keyOf(body)).catch((error: unknown) => {
      setBusy(false)
      setFault(faultWords(error, site))
      // The list may have become another: what would happen is looked at once more.
      dry.reload()
    })
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      locked={busy}
      foot={
        <>
          <Button kind="secondary" onPress={onClose} unavailable={busy}>
            {site.cancel}
          </Button>
          <Button onPress={press} busy={busy && words.taking} unavailable={dry.data?.done === 0}>
            {words.take}
          </Button>
        </>
      }
    >
      {fault !== null && (
        <Banner kind="wait" role="alert">
          <p>{fault}</p>
        </Banner>
      )}
      {dry.data === undefined &&
        (dry.loading ? <Skeleton /> : <LoadFailed error={dry.error} retry={dry.reload} />)}
      {dry.data && (
        <div className="stack">
          <p role="status">{fill(words.would, countsOf(dry.data))}</p>
          {dry.data.refused.length > 0 && (
            <>
              <h3>{words.wouldNot}</h3>
              <RefusedList rows={dry.data.refused} />
            </>
          )}
        </div>
      )}
    </Dialog>
  )
}

const countsOf = ({ done, nothing, refused }: BulkPreview) => ({ done, nothing, refused: refused.length })
