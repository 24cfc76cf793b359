import type { mandates as kk } from '../kk/mandates.ts'

export const mandates: typeof kk = {
  added: 'Полномочия внесены: {person} за {party}, {days}.',
  changed: 'Полномочия изменены: {person} за {party}, {days}.',
  unchanged: 'Такие полномочия уже есть: {person} за {party}, {days}.',
  ended: 'Полномочия отозваны: {person} за {party}, {days}.',
  already: 'Полномочия уже закончились: {person} за {party}, {days}.',
  none: 'У этого человека нет полномочий от этой стороны.',
  nothing: 'Полномочий с таким номером нет.',
  from: 'с {from}',
  never: 'с {from}, отозваны до начала',
  between: '{from} – {to}',
}
