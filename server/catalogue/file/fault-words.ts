import { fill } from '../../../words/fill.ts'
import type { catalogueFaults } from '../../../words/kk/catalogue-faults.ts'
import type { Place, Told } from './told-fault.ts'

/** «rent.early.full», field «amount»: an unknown kind of field. Where it is nowhere in particular, only what. */
export function faultInWords(
  { where, what }: { readonly where: readonly Place[]; readonly what: Told },
  said: typeof catalogueFaults,
): string {
  const places = where.map(({ kind, name }) =>
    kind === 'type' ? `«${name}»` : fill(said.places[kind], { name }),
  )
  const problem = fill(said.problems[what.problem], what.params)
  return places.length === 0 ? problem : `${places.join(', ')}: ${problem}`
}
