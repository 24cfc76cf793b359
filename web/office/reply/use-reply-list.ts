import { useEffect, useRef } from 'react'
import type { ReplyFilter, ReplyList } from '../../../wire/reply.ts'
import { call } from '../../api.ts'
import { type Load, useLoad } from '../../ui/use-load.ts'
import { useOfficeNews } from '../office-news.ts'

export type WaitingState = 'proposed' | 'toSign'

const pauseMs = 1_000

/** A page of the letters that wait for this person; its count is the area's. What others do is seen at once. */
export function useReplyList(state: WaitingState, page = 1, filter: ReplyFilter = {}): Load<ReplyList> {
  const query = { ...filter, state, page }
  const load = useLoad(`replies ${JSON.stringify(query)}`, (signal, quiet) =>
    call('GET /api/office/replies', { query, signal, quiet }),
  )
  const { renew } = load
  const timer = useRef(0)
  // Many events at once are one question.
  const later = () => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(renew, pauseMs)
  }
  useEffect(() => () => window.clearTimeout(timer.current), [])
  useOfficeNews({ onNews: later, onMissed: later })
  return load
}
