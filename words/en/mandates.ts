import type { mandates as kk } from '../kk/mandates.ts'

export const mandates: typeof kk = {
  added: 'The mandate is entered: {person} for {party}, {days}.',
  changed: 'The mandate is changed: {person} for {party}, {days}.',
  unchanged: 'This mandate is there already: {person} for {party}, {days}.',
  ended: 'The mandate is taken back: {person} for {party}, {days}.',
  already: 'The mandate had ended already: {person} for {party}, {days}.',
  none: 'This person has no mandate of this party.',
  nothing: 'There is no mandate with this number.',
  from: 'from {from} on',
  never: 'from {from} on, taken back before it began',
  between: '{from} – {to}',
}
