import { useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { contractKinds } from '../../../domain/contract/contract.ts'
import { parsePeriod } from '../../../domain/sight/period.ts'
import type { SightPlace } from '../../../wire/sight.ts'

export type SightPageAsked = SightPlace & { readonly period?: string | undefined }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What an address of the figures asks for; what it says that is nothing is left out. */
function askedBy(params: URLSearchParams): SightPageAsked {
  const get = (key: string) => params.get(key) ?? undefined
  const unit = get('unit')
  return {
    period: parsePeriod(get('period') ?? '') === null ? undefined : get('period'),
    unit: unit === 'none' || unit === 'notYet' || uuid.test(unit ?? '') ? unit : undefined,
    category: get('category'),
    contractKind: contractKinds.find((kind) => kind === get('contractKind')),
  }
}

/** Period and filters: all of them are in the URL. */
export function useSight() {
  const [params, setParams] = useSearchParams()
  const asked = useMemo(() => askedBy(params), [params])
  const change = (some: SightPageAsked) => {
    const next = Object.entries({ ...asked, ...some }).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [[key, value]],
    )
    setParams(new URLSearchParams(next))
  }
  const { period, ...place } = asked
  return { asked, place, change, filtered: Object.values(place).some((value) => value !== undefined) }
}
export type SightState = ReturnType<typeof useSight>
