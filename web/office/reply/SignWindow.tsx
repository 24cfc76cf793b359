import { lazy, Suspense, useEffect, useState } from 'react'
import type { SigningMethod } from '../../../domain/signature/method.ts'
import type { FrozenLetters, NewReplySignature } from '../../../wire/reply-signing.ts'
import { call } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { useWords } from '../../words.ts'
import { base64Of, bytesToSign } from './frozen-letters.ts'

const KeyFileWindow = lazy(async () => ({
  default: (await import('../../signing/KeyFileWindow.tsx')).KeyFileWindow,
}))
const NcaLayerWindow = lazy(async () => ({
  default: (await import('../../signing/NcaLayerWindow.tsx')).NcaLayerWindow,
}))
const EgovMobileWindow = lazy(async () => ({
  default: (await import('../../signing/egov-mobile/EgovMobileWindow.tsx')).EgovMobileWindow,
}))

interface SignWindowProps {
  readonly replyId: string
  readonly frozen: FrozenLetters
  readonly method: SigningMethod
  /** A signature for each letter; while it runs the window shows that it waits. */
  readonly onSigned: (signatures: readonly NewReplySignature[]) => Promise<void>
  readonly onFail: (error: unknown) => void
  readonly onClose: () => void
}

/** The window of a way to sign: a key signs all letters that were shown, a phone one after the other. */
export function SignWindow(props: SignWindowProps) {
  return <Suspense>{props.method === 'egovQr' ? <ByPhone {...props} /> : <ByKey {...props} />}</Suspense>
}

function ByKey({ frozen, method, onSigned, onFail, onClose }: SignWindowProps) {
  const words = useWords('replySigning')
  const [contents, setContents] = useState<readonly Uint8Array[]>([])
  const { letters, signer } = frozen
  useEffect(() => {
    let gone = false
    Promise.all(letters.map(bytesToSign)).then(
      (bytes) => !gone && setContents(bytes),
      (error: unknown) => !gone && onFail(error),
    )
    return () => {
      gone = true
    }
  }, [letters, onFail])
  const [content] = contents
  const [others, setOthers] = useState<readonly Uint8Array[]>([])
  useEffect(() => setOthers(contents.slice(1)), [contents])
  if (content === undefined || others.length !== letters.length - 1) return null
  const way = method === 'ncaLayer' ? 'ncaLayer' : 'keyFile'
  const signed = (first: Uint8Array, further: readonly Uint8Array[]) =>
    onSigned(
      [first, ...further].flatMap((cms, place) => {
        const letter = letters[place]
        if (letter === undefined) return []
        return [
          { letterId: letter.letterId, sha256: letter.sha256, method: way, cms: base64Of(cms) } as const,
        ]
      }),
    )
  const common = {
    purpose: 'reply' as const,
    content,
    others,
    expectIin: signer.iin,
    expectBin: signer.bin,
    onSigned: signed,
    onClose,
  }
  return way === 'ncaLayer' ? (
    <NcaLayerWindow {...common} onFail={onFail} />
  ) : (
    <KeyFileWindow {...common} title={words.keyWindow} />
  )
}

/** A code for each letter: what the phone has signed already stays. */
function ByPhone({ replyId, frozen, onSigned, onFail, onClose }: SignWindowProps) {
  const { person } = useSession().session
  const [done, setDone] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      frozen.letters.flatMap(({ letterId, signedByPhone }) =>
        signedByPhone === null ? [] : [[letterId, signedByPhone]],
      ),
    ),
  )
  const next = frozen.letters.find(({ letterId }) => done[letterId] === undefined) ?? frozen.letters.at(-1)
  if (next === undefined) return null
  const { letterId } = next
  const signed = async (signingId: string) => {
    const all = { ...done, [letterId]: signingId }
    setDone(all)
    if (frozen.letters.some((letter) => all[letter.letterId] === undefined)) return
    await onSigned(
      frozen.letters.map(({ letterId: id, sha256 }) => ({
        letterId: id,
        sha256,
        method: 'egovQr',
        egovMobileSigningId: all[id] ?? '',
      })),
    )
  }
  return (
    <EgovMobileWindow
      key={letterId}
      purpose="reply"
      place={`${person?.id ?? ''}.${letterId}`}
      subject={letterId}
      begin={() =>
        call('POST /api/office/replies/:replyId/egov-mobile-signing', {
          params: { replyId },
          body: { letterId },
        })
      }
      onSigned={signed}
      onFail={onFail}
      onClose={onClose}
    />
  )
}
