import { beforeEach, describe, expect, it } from 'vitest'
import { forgetAllHere, forgetHere, type KeptHere, keepHere, keptOf, type Store } from './unsaved-changes.ts'

const day = 86_400_000
const unsaved = { base: { version: 3, values: {} }, sent: null, pending: { address: 'Абай көшесі' } }
const kept = (personId: string, draftId: string, pageId: string, at = 0): KeptHere => ({
  ...{ personId, draftId, pageId, at },
  unsaved,
})

class PlayedStore implements Store {
  readonly all = new Map<string, string>()
  full = false
  get length() {
    return this.all.size
  }
  key = (index: number) => [...this.all.keys()][index] ?? null
  getItem = (key: string) => this.all.get(key) ?? null
  removeItem = (key: string) => void this.all.delete(key)
  setItem = (key: string, value: string) => {
    if (this.full) throw new DOMException('full', 'QuotaExceededError')
    this.all.set(key, value)
  }
}

describe('what is kept on this device', () => {
  let store: PlayedStore
  beforeEach(() => {
    store = new PlayedStore()
  })

  it('is a person’s own, a page apart from a page, the oldest first', () => {
    keepHere(store, kept('me', 'd1', 'page2', 2))
    keepHere(store, kept('me', 'd1', 'page1', 1))
    keepHere(store, kept('other', 'd1', 'page3', 3))
    expect(keptOf(store, 'me', 5).map(({ pageId }) => pageId)).toEqual(['page1', 'page2'])
    expect(keptOf(store, 'me', 5)[0]?.unsaved).toEqual(unsaved)
    expect(keptOf(store, 'stranger', 5)).toEqual([])
  })

  it('goes when the server has it, and with its draft, and with its person', () => {
    for (const draft of ['d1', 'd2'])
      for (const page of ['p1', 'p2']) keepHere(store, kept('me', draft, page))
    keepHere(store, kept('other', 'd1', 'p1'))
    forgetHere(store, { personId: 'me', draftId: 'd1', pageId: 'p1' })
    expect(keptOf(store, 'me', 1).length).toBe(3)
    forgetAllHere(store, 'me', 'd2')
    expect(keptOf(store, 'me', 1).map(({ draftId, pageId }) => draftId + pageId)).toEqual(['d1p2'])
    forgetAllHere(store, 'me')
    expect(keptOf(store, 'me', 1)).toEqual([])
    expect(keptOf(store, 'other', 1).length).toBe(1)
  })

  it('is forgotten after thirty days, no matter who asks, and so is what nobody can read', () => {
    keepHere(store, kept('me', 'd1', 'p1', 0))
    store.all.set('otinish.unsaved.me.d2.p1', '{broken')
    store.all.set('otinish.unsaved.me.d3.p1', JSON.stringify(kept('other', 'd3', 'p1')))
    store.all.set('otinish.language', 'kk')
    expect(keptOf(store, 'me', 30 * day).length).toBe(1)
    expect(keptOf(store, 'other', 30 * day + 1)).toEqual([])
    expect([...store.all.keys()]).toEqual(['otinish.language'])
  })

  it('does without a storage that is full', () => {
    store.full = true
    expect(() => keepHere(store, kept('me', 'd1', 'p1'))).not.toThrow()
  })
})
