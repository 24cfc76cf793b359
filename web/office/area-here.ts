import { useEffect, useSyncExternalStore } from 'react'

/** Of a page whose address does not say to which area it belongs: the area's own address. */
let here: string | null = null
const listeners = new Set<() => void>()

function belongTo(area: string | null): void {
  here = area
  for (const tell of listeners) tell()
}

/** Says, while the page is open, to which area it belongs; null: to that of its address. */
export function useAreaHere(area: string | null): void {
  useEffect(() => {
    belongTo(area)
    return () => belongTo(null)
  }, [area])
}

const listen = (tell: () => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** The address whose area is marked: that of the page, unless the page says another. */
export function usePlace(location: string): string {
  return useSyncExternalStore(listen, () => here) ?? location
}
