import { type RefObject, useEffect, useRef } from 'react'
import type { QueueRow } from '../../../wire/queue.ts'
import type { Selection } from './use-selection.ts'

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }
const rowSelector = '[data-row]'

/**
 * The keys of a list, while the focus is on a row: arrows move it, with Shift they choose on the way, Space ticks, Esc
 * chooses nothing. Enter opens, as it does on every link. Fields keep their own keys.
 */
export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  rows: readonly QueueRow[],
  selection?: Selection,
): void {
  const press = (event: KeyboardEvent) => {
    const { target, currentTarget } = event
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.altKey || event.metaKey) return
    const row = target.closest<HTMLElement>(rowSelector)
    const isTick = target instanceof HTMLInputElement && target.type === 'checkbox'
    if (row === null || !(isTick || target.matches('.go'))) return
    if (!(currentTarget instanceof HTMLElement)) return
    const places = [...currentTarget.querySelectorAll<HTMLElement>(rowSelector)]
    const at = places.indexOf(row)
    const here = rows.find(({ id }) => id === row.dataset.row)
    const step = steps[event.code]
    if (step !== undefined) {
      event.preventDefault()
      const next = places[at + step]
      next?.querySelector<HTMLElement>('.go')?.focus()
      const passed = rows.filter(({ id }) => id === row.dataset.row || id === next?.dataset.row)
      if (event.shiftKey && selection !== undefined) selection.put(passed, true)
    } else if (event.code === 'Space' && !isTick && here !== undefined && selection !== undefined) {
      event.preventDefault()
      selection.put([here], !selection.has(here.id))
    } else if (event.code === 'Escape' && selection !== undefined) {
      selection.clear()
    }
  }
  const latest = useRef(press)
  latest.current = press
  useEffect(() => {
    const element = list.current
    const listen = (event: KeyboardEvent) => latest.current(event)
    element?.addEventListener('keydown', listen)
    return () => element?.removeEventListener('keydown', listen)
  }, [list])
}
