import { useEffect, useRef, useState } from 'react'
import type { QueueRow } from '../../../wire/queue.ts'
import { type WorkRow, workRowOf } from '../assign/work-row.ts'
import { keepPlace, placeOf } from './place.ts'

/**
 * What is chosen in the queue. It outlives paging and opening a case, and ends when the filter changes: `cleared` says
 * how many there were.
 */
export function useSelection(personId: string, address: string) {
  const [chosen, setChosen] = useState<readonly WorkRow[]>(() => {
    const place = placeOf(personId)
    return place.address === address ? place.chosen : []
  })
  const [cleared, setCleared] = useState(0)
  const before = useRef(address)
  useEffect(() => {
    if (before.current === address) return
    before.current = address
    setCleared(chosen.length)
    setChosen([])
  }, [address, chosen.length])
  useEffect(() => keepPlace(personId, { address, chosen }), [personId, address, chosen])
  return {
    chosen,
    cleared,
    has: (id: string) => chosen.some((one) => one.id === id),
    put: (rows: readonly QueueRow[], ticked: boolean) => {
      setCleared(0)
      const ids = new Set(rows.map(({ id }) => id))
      setChosen((now) => [...now.filter(({ id }) => !ids.has(id)), ...(ticked ? rows.map(workRowOf) : [])])
    },
    /** Only these stay: what an act did not do. */
    keep: (ids: readonly string[]) => setChosen((now) => now.filter(({ id }) => ids.includes(id))),
    clear: () => {
      setChosen([])
      setCleared(0)
    },
  }
}
export type Selection = ReturnType<typeof useSelection>
