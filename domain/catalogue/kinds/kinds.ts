import type { Answer, Field } from '../field.ts'
import { group } from './group.ts'
import type { Kind } from './kind.ts'
import { multiselect } from './multiselect.ts'
import { scalarKinds } from './scalar-kinds.ts'

/** §5: every kind of field; one without its entry does not compile. */
export const kinds: { readonly [F in Field as F['type']]: Kind<F, Answer> } = {
  ...scalarKinds,
  multiselect,
  group,
}

/** The kind of a field. The table is typed field by field, so what is found under its own type takes this field. */
export function kindOf(field: Field): Kind<Field, Answer> {
  return kinds[field.type]
}
