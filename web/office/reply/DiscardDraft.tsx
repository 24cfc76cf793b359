import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useWords } from '../../words.ts'

/** Throws the draft away with its files; it asks, for nothing brings it back. */
export function DiscardDraft({ busy, discard }: { busy: boolean; discard: () => Promise<unknown> }) {
  const words = useWords('reply')
  const site = useWords('site')
  const [asked, setAsked] = useState(false)
  return (
    <>
      <Button kind="danger" icon="bin" onPress={() => setAsked(true)}>
        {words.discard}
      </Button>
      {asked && (
        <Dialog
          title={words.discardTitle}
          onClose={() => setAsked(false)}
          locked={busy}
          foot={
            <>
              <Button kind="plain" onPress={() => setAsked(false)} unavailable={busy}>
                {site.cancel}
              </Button>
              <Button
                onPress={() => void discard().then(() => setAsked(false))}
                busy={busy && words.discarding}
              >
                {words.discard}
              </Button>
            </>
          }
        >
          <p>{words.discardText}</p>
        </Dialog>
      )}
    </>
  )
}
