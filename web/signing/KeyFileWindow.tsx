import { useEffect, useRef, useState } from 'react'
import type { Purpose } from '../../domain/signature/signed-content.ts'
import { useServerNow } from '../session.tsx'
import { Banner } from '../ui/Banner.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Skeleton } from '../ui/Waiting.tsx'
import { useLanguage, useWords } from '../words.ts'
import { openSignerFrame } from './key-file.ts'

interface KeyFileWindowProps {
  readonly title: string
  readonly purpose: Purpose
  /** What is signed: the letter's very bytes, or the text of the sign-in. */
  readonly content: Uint8Array
  /** What is signed with it at once, each by a signature of its own: the letter in another language. */
  readonly others?: readonly Uint8Array[]
  /** The key must belong to this person; null when nobody is known yet. */
  readonly expectIin: string | null
  /** It must be a key of this company too: a letter of the company. */
  readonly expectBin?: string
  /** The finished CMS signatures, DER. While the promise runs the window shows that it waits. */
  readonly onSigned: (cms: Uint8Array, others: readonly Uint8Array[]) => Promise<void> | void
  readonly onClose: () => void
}

const noOthers: readonly Uint8Array[] = []

/**
 * §8.1: the window around the key-file frame, which owns file field, password and button: neither the key nor the
 * password ever reach this page. The frame's refusals are shown in the frame.
 */
export function KeyFileWindow({
  title,
  purpose,
  content,
  others = noOthers,
  expectIin,
  expectBin,
  onSigned,
  onClose,
}: KeyFileWindowProps) {
  const language = useLanguage()
  const serverNow = useServerNow()
  const place = useRef<HTMLDivElement>(null)
  const [phase, setPhase] = useState<'open' | 'finishing' | 'refused'>('open')
  const words = useWords('site')
  const latest = useRef({ onSigned, onClose, serverNow })
  latest.current = { onSigned, onClose, serverNow }
  useEffect(() => {
    const container = place.current
    if (container === null) return
    let gone = false
    const now = new Date(latest.current.serverNow()).toISOString()
    const frame = openSignerFrame(container, {
      title,
      purpose,
      contents: [content, ...others],
      now,
      language,
      expectIin,
      expectBin: expectBin ?? null,
    })
    frame.result.then(
      async (result) => {
        if (gone) return
        if ('cancelled' in result) return latest.current.onClose()
        setPhase('finishing')
        const [cms, ...further] = result.signed
        if (cms !== undefined) await latest.current.onSigned(cms, further)
      },
      // The frame refuses these bytes whatever the key: our own mistake.
      () => !gone && setPhase('refused'),
    )
    return () => {
      gone = true
      frame.close()
    }
  }, [title, purpose, content, others, language, expectIin, expectBin])
  return (
    <Dialog title={title} onClose={onClose} locked={phase === 'finishing'}>
      {phase === 'finishing' && <Skeleton />}
      {phase === 'refused' && (
        <Banner kind="wait" role="alert">
          <p>{words.server}</p>
        </Banner>
      )}
      <div ref={place} className="signer" hidden={phase !== 'open'} />
    </Dialog>
  )
}
