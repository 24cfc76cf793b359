import { sentStatuses } from '../../../domain/appeal/status.ts'
import { contractKinds } from '../../../domain/contract/contract.ts'
import { type AppealGroup, appealGroups, appealGroupsOf } from '../../../domain/mailbox/desk.ts'
import { queueBack, queueOutcomes, queueTerms, queueWaits } from '../../../domain/mailbox/queue.ts'
import type { QueueChoices } from '../../../wire/queue.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { useSession } from '../../session.tsx'
import { useLanguage, useWords } from '../../words.ts'
import type { QueuePageAsked, QueueState } from './use-queue.ts'

type Key =
  | 'unit'
  | 'executor'
  | 'category'
  | 'type'
  | 'contractKind'
  | 'status'
  | 'due'
  | 'late'
  | 'extended'
  | 'outcome'
  | 'signature'
  | 'waits'
  | 'links'
  | 'back'
  | 'desk'
export interface Filter {
  readonly key: Key
  readonly label: string
  readonly none: string
  /** Not among the first ones: shown on demand, and always while it is on. */
  readonly further: boolean
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

const further: readonly Key[] = [
  'type',
  'unit',
  'late',
  'extended',
  'outcome',
  'waits',
  'links',
  'back',
  'desk',
]
const nothing: QueueChoices = { units: [], executors: [], categories: [], types: [] }

/** The filters of the queue in their order, with what each offers. `heading`: of a desk, that the address asks for. */
export function useFilters(choices: QueueChoices = nothing, heading?: AppealGroup): readonly Filter[] {
  const words = useWords('queue')
  const statuses = useWords('statuses')
  const kinds = useWords('site').contractKinds
  const { groups } = useWords('desk')
  const own = appealGroupsOf(useSession().session.person?.roles ?? [])
  const language = useLanguage()
  const one = (key: Key, options: Filter['options'], none = words.any): Filter => ({
    key,
    label: words.names[key],
    none,
    further: further.includes(key),
    options,
  })
  const named = (
    rows: readonly { readonly code: string; readonly name: Readonly<Record<typeof language, string>> }[],
  ) => rows.map(({ code, name }) => ({ value: code, label: name[language] }))
  return [
    one('category', named(choices.categories)),
    one('type', named(choices.types)),
    one(
      'contractKind',
      contractKinds.map((kind) => ({ value: kind, label: kinds[kind] })),
    ),
    one('unit', [
      { value: 'none', label: words.unitNone },
      { value: 'some', label: words.unitSome },
      { value: 'notYet', label: words.unitNotYet },
      ...choices.units.map(({ id, name }) => ({ value: id, label: name[language] })),
    ]),
    one('executor', [
      { value: 'none', label: words.executorNone },
      { value: 'absent', label: words.executorAbsent },
      ...choices.executors.map(({ id, name, away }) => ({
        value: id,
        label: away ? `${name} (${words.away})` : name,
      })),
    ]),
    one(
      'due',
      queueTerms.map((term) => ({ value: term, label: words.terms[term] })),
    ),
    one(
      'status',
      [
        { value: 'any', label: words.statusAny },
        ...sentStatuses.map((status) => ({ value: status, label: statuses[status].name })),
      ],
      words.statusOpen,
    ),
    ...(['late', 'extended'] as const).map((key) =>
      one(
        key,
        (['yes', 'no'] as const).map((value) => ({ value, label: words[`${key}Is`][value] })),
      ),
    ),
    one(
      'outcome',
      queueOutcomes.map((value) => ({ value, label: words.outcomes[value] })),
    ),
    one(
      'signature',
      (['good', 'unknown', 'revoked', 'not_checked'] as const).map((value) => ({
        value,
        label: words.signatures[value],
      })),
    ),
    one(
      'waits',
      (['any', ...queueWaits] as const).map((value) => ({ value, label: words.waiting[value] })),
    ),
    one('links', [{ value: 'none', label: words.linksNone }]),
    one(
      'back',
      queueBack.map((value) => ({ value, label: words.backs[value] })),
    ),
    one(
      'desk',
      appealGroups
        .filter((group) => own.includes(group) || group === heading)
        .map((value) => ({ value, label: groups[value] })),
    ),
  ]
}

/** «Мерзімі: бүгін», «Санат: Ипотека»: the filters that are on, in words; for the phone, the empty list and print. */
export function useFiltersInWords(asked: QueuePageAsked, filters: readonly Filter[]): readonly string[] {
  const words = useWords('queue')
  const range = (from: string | undefined, to: string | undefined) =>
    from === undefined
      ? fill(words.rangeTo, { to: formatShortDate(to ?? '') })
      : to === undefined
        ? fill(words.rangeFrom, { from: formatShortDate(from) })
        : fill(words.range, { from: formatShortDate(from), to: formatShortDate(to) })
  return [
    ...(asked.q === '' ? [] : [`${words.searchLabel}: «${asked.q}»`]),
    ...filters.flatMap(({ key, label, options }) => {
      const value = asked[key]
      return value === undefined
        ? []
        : [`${label}: ${options.find((option) => option.value === value)?.label ?? value}`]
    }),
    ...(asked.dueFrom === undefined && asked.dueTo === undefined
      ? []
      : [`${words.names.due}: ${range(asked.dueFrom, asked.dueTo)}`]),
    ...(asked.registeredFrom === undefined && asked.registeredTo === undefined
      ? []
      : [`${words.names.registered}: ${range(asked.registeredFrom, asked.registeredTo)}`]),
    ...(asked.closedFrom === undefined && asked.closedTo === undefined
      ? []
      : [`${words.names.closed}: ${range(asked.closedFrom, asked.closedTo)}`]),
  ]
}

/** A change of one filter; an empty value takes it off. */
export const changed = (query: QueueState, key: Key, value: string): void =>
  query.change({ [key]: value === '' ? undefined : value } as Partial<QueuePageAsked>)
