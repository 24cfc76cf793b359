import { useState } from 'react'
import type { Reply, ReplyLetters } from '../../../wire/reply.ts'
import { call, ProblemError } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'
import type { ReplySaving } from './reply-saving.ts'

/** What is going on: what runs, what was refused, and the letters that are shown. */
export type Busy = 'previewing' | 'proposing' | 'sending' | 'takingBack' | 'discarding' | null

interface ReplyActs {
  readonly busy: Busy
  readonly letters: ReplyLetters | null
  /** What was refused while the letters are shown. */
  readonly fault: string | null
  readonly hide: () => void
  /** Shows the letters as they would be sent now; they stay what was read when they are sent. */
  readonly preview: () => Promise<void>
  /** On its way to who approves. */
  readonly propose: () => Promise<Reply | null>
  /** Where one person decides: proposes and approves what is shown, by two requests. Null: refused. */
  readonly send: () => Promise<Reply | null>
  readonly takeBack: () => Promise<boolean>
  readonly discard: () => Promise<boolean>
}

/**
 * The presses of who writes a letter. `onFault` is told what was refused when no window shows it: once more pressed,
 * the same is asked under the same key.
 */
export function useReplyActs(saving: ReplySaving, onFault: (error: unknown) => void): ReplyActs {
  const site = useWords('site')
  const attempt = useAttempt()
  const approving = useAttempt()
  const [busy, setBusy] = useState<Busy>(null)
  const [letters, setLetters] = useState<ReplyLetters | null>(null)
  const [fault, setFault] = useState<string | null>(null)

  async function during<T>(
    what: Busy,
    act: () => Promise<T>,
    refused: (error: unknown) => void,
  ): Promise<T | null> {
    setBusy(what)
    setFault(null)
    try {
      return await act()
    } catch (error) {
      refused(error)
      return null
    } finally {
      setBusy(null)
    }
  }

  const shownNow = async (replyId: string) => {
    setLetters(await call('GET /api/office/replies/:replyId/preview', { params: { replyId } }))
  }
  const proposal = async (reply: Reply, version: number, contentDigest: string) => {
    const next = await call('POST /api/office/replies/:replyId/proposal', {
      params: { replyId: reply.id },
      body: { version, contentDigest },
      idempotencyKey: attempt.keyOf([reply.id, version, contentDigest]),
    })
    attempt.done()
    saving.adopt(next)
    return next
  }

  return {
    busy,
    letters,
    fault,
    hide: () => {
      setLetters(null)
      setFault(null)
    },
    preview: async () => {
      const { reply } = saving.snapshot()
      if (reply !== null) await during('previewing', () => shownNow(reply.id), onFault)
    },
    propose: async () => {
      const { reply } = saving.snapshot()
      if (reply === null) return null
      return await during('proposing', () => proposal(reply, reply.version, reply.contentDigest), onFault)
    },
    send: async () => {
      const { reply } = saving.snapshot()
      if (reply === null || letters === null) return null
      const { version, contentDigest, previewDigests } = letters
      const sendThem = async () => {
        const proposed = reply.state === 'draft' ? await proposal(reply, version, contentDigest) : reply
        const body = { version: proposed.version, contentDigest, previewDigests }
        const sent = await call('POST /api/office/replies/:replyId/approval', {
          params: { replyId: reply.id },
          body,
          idempotencyKey: approving.keyOf([reply.id, body]),
        })
        approving.done()
        setLetters(null)
        return sent
      }
      return await during('sending', sendThem, (error) => {
        setFault(faultWords(error, site))
        // Other letters by now are shown as they are now; the question is asked again.
        if (error instanceof ProblemError && error.status === 412) {
          void saving.refresh()
          shownNow(reply.id).catch(onFault)
        }
      })
    },
    takeBack: async () => {
      const { reply } = saving.snapshot()
      if (reply === null) return false
      const act = () =>
        call('POST /api/office/replies/:replyId/taking-back', {
          params: { replyId: reply.id },
          idempotencyKey: attempt.keyOf(['taking back', reply.id, reply.version]),
        })
      const back = await during('takingBack', act, onFault)
      if (back === null) return false
      attempt.done()
      saving.adopt(back)
      return true
    },
    discard: async () => {
      const { reply } = saving.snapshot()
      if (reply === null) {
        saving.forget()
        return true
      }
      const act = () => call('DELETE /api/office/replies/:replyId', { params: { replyId: reply.id } })
      const gone = await during('discarding', act, onFault)
      if (gone !== null) saving.forget()
      return gone !== null
    },
  }
}
