import { tabFilters } from '../../../domain/mailbox/queue.ts'
import { queueAddress } from '../../../domain/mailbox/queue-address.ts'
import { fold } from '../../../domain/search/fold.ts'
import type { Jump } from '../../../wire/queue.ts'
import { fill } from '../../../words/fill.ts'
import { paths } from '../../paths.ts'
import type { IconName } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import { areasFor } from '../areas.ts'

export interface Choice {
  readonly key: string
  readonly to: string
  readonly title: string
  readonly hint: string | null
  readonly icon: IconName
  readonly lang?: string
}

const queueAt = (asked: Parameters<typeof queueAddress>[0]): string => {
  const query = queueAddress(asked)
  return query === '' ? paths.officeQueue : `${paths.officeQueue}?${query}`
}

/** Appeals, then colleagues, then the search itself, then actions whose words hold what was typed. */
export function useChoices(q: string, found: Jump | undefined, roles: readonly string[]): readonly Choice[] {
  const words = useWords('areas')
  const statuses = useWords('statuses')
  const typed = q.trim()
  const areas = areasFor(roles).map(
    ({ to, name }): Choice => ({ key: name, to, title: words[name], hint: null, icon: 'arrow' }),
  )
  const lists: readonly Choice[] = [
    { key: 'overdue', to: queueAt(tabFilters.overdue), title: words.jumpOverdue, hint: null, icon: 'arrow' },
    { key: 'free', to: queueAt(tabFilters.free), title: words.jumpFree, hint: null, icon: 'arrow' },
  ]
  const words_ = fold(typed).split(' ')
  const actions = [...areas, ...lists].filter(({ title }) =>
    words_.every((word) => fold(title).includes(word)),
  )
  if (typed === '') return actions
  const appeals = found?.appeals ?? []
  const people = found?.people ?? []
  return [
    ...appeals.map(({ id, subject, client, registration, status }): Choice => {
      const number = registration?.split(' / ')[0]
      const parts = [number === undefined ? null : `№ ${number}`, client, statuses[status].name]
      return {
        key: id,
        to: paths.officeAppeal(id),
        title: subject,
        hint: parts.filter((part) => part !== null).join(' · '),
        icon: 'letter',
      }
    }),
    ...people.map(
      ({ id, name, away }): Choice => ({
        key: id,
        to: queueAt({ executor: id }),
        title: fill(words.jumpWork, { name }),
        hint: away ? words.away : null,
        icon: 'person',
      }),
    ),
    {
      key: 'search',
      to: queueAt({ q: typed }),
      title: fill(words.jumpSearch, { q: typed }),
      hint: null,
      icon: 'search',
    },
    ...actions,
  ]
}
