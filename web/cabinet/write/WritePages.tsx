import { Skeleton } from '../../ui/Waiting.tsx'

/** §3–§8: the way of a draft, from its contract to its signature. */
export function WritePages() {
  return <Skeleton />
}
