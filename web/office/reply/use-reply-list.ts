import { useEffect, useRef } from 'react'
import type { ReplyFilter, ReplyList } from '../../../wire/reply.ts'
import { call } from '../../api.ts'
import { type Load, useLoad } from '../../ui/use-load.ts'
import { useOfficeNews } from '../office-news.ts'

export type WaitingState = 'proposed' | 'toSign'

/** At least and at most: pages that hear the same at once do not ask all at once. */
const pauseMs = { least: 1_000, most: 3_000 }

/** A page of the letters that wait for this person; its count is the area's. What others do is seen at once. */
export function useReplyList(state: WaitingState, page = 1, filter: ReplyFilter = {}): Load<ReplyList> {
  const query = { ...filter, state, page }
  const load = useLoad(`replies ${JSON.stringify(query)}`, (signal, quiet) =>
    call('GET /api/office/replies', { query, signal, quiet }),
  )
  const { renew } = load
  const latest = useRef(renew)
  latest.current = renew
  const timer = useRef(0)
  // Many events at once are one question, and those that go on and on do not put it off.
  const later = () => {
    if (timer.current !== 0) return
    const { least, most } = pauseMs
    timer.current = window.setTimeout(
      () => {
        timer.current = 0
        latest.current()
      },
      least + Math.random() * (most - least),
    )
  }
  useEffect(
    () => () => {
      window.clearTimeout(timer.current)
      timer.current = 0
    },
    [],
  )
  useOfficeNews({ onNews: later, onMissed: later })
  return load
}
