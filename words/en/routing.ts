/** What `otinish routing` says at the terminal. */
export const routing = {
  refused: 'Mistakes in the rules: {n}.',
  hits: '{code}: appeals in work now {n}.',
  desk: 'No rule fits, to the registrar’s desk: {n}.',
  recorded: 'Rules recorded: {n}. In force from {date}. What was routed before stays where it is.',
  past: 'Rules don’t begin on a past day.',
  faults: {
    code_twice: 'a rule of this code is above',
    unit_unknown: 'there is no such unit: {value}',
    unit_closed: 'the unit is closed: {value}',
    type_unknown: 'there is no such type of appeal: {value}',
    category_unknown: 'there is no such category: {value}',
    never_reached: 'never used: the rules above take everything',
  },
}
