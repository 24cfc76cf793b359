import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { openReplyStates } from '../../../domain/reply/reply.ts'
import type { Reply } from '../../../wire/reply.ts'
import { call } from '../../api.ts'
import { useServerNow, useSession } from '../../session.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { useOfficeNews } from '../office-news.ts'
import { ReplySaving, type ReplySnapshot } from './reply-saving.ts'
import { keptHere, replyWorld } from './reply-world.ts'

type Kind = Reply['kind']

/** The letters of an appeal that may be written, each with its draft, kept while the page is open. */
export function useReplies(appealId: string) {
  const { session } = useSession()
  const now = useServerNow()
  const personId = session.person?.id ?? ''
  const load = useLoad(`replies ${appealId}`, (signal, quiet) =>
    call('GET /api/office/appeals/:id/replies', { params: { id: appealId }, signal, quiet }),
  )
  const drafts = useMemo(() => new Map<Kind, ReplySaving>(), [])
  const { data } = load
  const openOf = (kind: Kind): Reply | null =>
    data?.replies.find((one) => one.kind === kind && isOpen(one)) ?? null
  const savingOf = (kind: Kind): ReplySaving => {
    const known = drafts.get(kind)
    if (known !== undefined) return known
    const place = { appealId, kind, personId, now }
    const made = new ReplySaving(openOf(kind), replyWorld(place), keptHere(place))
    drafts.set(kind, made)
    return made
  }
  // What this tab still had of any of them is saved; what others began, wrote or decided meanwhile is seen.
  const offered = data?.offered
  const latest = useRef(savingOf)
  latest.current = savingOf
  useEffect(() => {
    for (const { kind } of offered ?? []) {
      const saving = latest.current(kind)
      const { reply } = saving.snapshot()
      const there = data?.replies.find((one) => one.kind === kind && isOpen(one))
      if (saving.unsaved) void saving.flush()
      else if (reply !== null) void saving.refresh()
      else if (there !== undefined) saving.adopt(there)
    }
  }, [data, offered])
  useOfficeNews({
    onNews: (news) => {
      if (news.changed.some(({ id }) => id === appealId)) load.renew()
    },
    onMissed: load.renew,
  })
  useSaved(drafts)
  return { load, openOf, savingOf }
}

export const isOpen = ({ state }: Reply): boolean => openReplyStates.includes(state)

/** What one of them holds now. */
export function useDraft(saving: ReplySaving): ReplySnapshot {
  return useSyncExternalStore(saving.subscribe, saving.snapshot)
}

const othersTextMs = 10_000

/** While somebody else writes, what they have saved is seen as it grows, and that they have stopped. */
export function useOthersText(saving: ReplySaving): void {
  const others = useDraft(saving).keeping.kind === 'othersWrite'
  useEffect(() => {
    if (!others) return
    const timer = window.setInterval(() => void saving.refresh(), othersTextMs)
    return () => window.clearInterval(timer)
  }, [others, saving])
}

/** Saves what is unsaved after signing in again, when the network is back, and as the page goes. */
function useSaved(drafts: ReadonlyMap<Kind, ReplySaving>): void {
  const { session, ended } = useSession()
  const signedIn = session.person !== null && !ended
  useEffect(() => {
    if (!signedIn) return
    const save = () => {
      for (const one of drafts.values()) if (one.unsaved) void one.flush()
    }
    save()
    addEventListener('online', save)
    return () => removeEventListener('online', save)
  }, [drafts, signedIn])
  useEffect(() => {
    const all = () => [...drafts.values()]
    const leave = () => {
      for (const one of all()) one.leavePage()
    }
    const ask = (event: BeforeUnloadEvent) => {
      if (all().some((one) => one.unsaved && stuck.has(one.snapshot().keeping.kind))) event.preventDefault()
    }
    addEventListener('pagehide', leave)
    addEventListener('beforeunload', ask)
    return () => {
      removeEventListener('pagehide', leave)
      removeEventListener('beforeunload', ask)
      for (const one of all()) if (one.unsaved) void one.flush()
    }
  }, [drafts])
}

/** What closing the window would lose: it is in this tab alone. */
const stuck: ReadonlySet<string> = new Set(['notKept', 'signedOut', 'refused'])
