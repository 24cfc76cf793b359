import type { Desk } from '../../wire/desk.ts'
import type { Queue } from '../../wire/queue.ts'

const most = 100

/**
 * Somebody's desk: each count must be that of the list at its address, and no appeal may lie under two headings.
 * `appeals`: how many lay there.
 */
export async function compareDesk(
  ask: (path: string) => Promise<Response>,
): Promise<{ difference: string | null; appeals: number }> {
  const answer = await ask('desk')
  if (answer.status === 403) return { difference: null, appeals: 0 }
  const { parts } = (await answer.json()) as Desk
  const under = new Map<string, string>()
  for (const { group, query, total } of parts) {
    const ids: string[] = []
    for (let page = 1; ; page += 1) {
      const list = (await (await ask(`queue?${query}&size=${most}&page=${page}`)).json()) as Queue
      ids.push(...list.rows.map(({ id }) => id))
      if (!list.hasNext) break
    }
    if (ids.length !== total)
      return { difference: `${group} says ${total}, its list ${ids.length}`, appeals: 0 }
    for (const id of ids) {
      const other = under.get(id)
      if (other !== undefined) return { difference: `${id} under ${other} and ${group}`, appeals: 0 }
      under.set(id, group)
    }
  }
  return { difference: null, appeals: under.size }
}
