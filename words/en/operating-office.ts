import type { operatingOffice as kk } from '../kk/operating-office.ts'

export const operatingOffice: typeof kk = {
  // otinish unit
  unitAdded: 'The unit is open: {code}',
  unitChanged: 'The unit is changed: {code}',
  unitClosed: 'The unit is closed: {code}',
  unitUnknown: 'There is no such open unit: {code}. List them: otinish unit list.',
  unitClosing: 'The unit is closing: {code}',
  closedMark: 'closed',
  unitLine: '{code}, {name}, head: {head}, people: {members}, open: {open}',
  // otinish absence
  absenceAdded: 'Recorded: {line}',
  absenceCancelled: 'Cancelled: {line}',
  absenceLine: '{staff}, {from} – {to}, deputy: {deputy} ({id})',
  noAbsences: 'Nothing is recorded for today and later.',
  absenceUnknown: 'There is no such absence: {id}. List them: otinish absence list.',
  // otinish staff
  loginUnknown: 'There is no member of staff with the login {login}. List them: otinish staff list.',
  changed: 'Saved: {login}. Roles: {roles}. Units: {units}.',
  nothingLeft: '{login}: nothing is left to hand over.',
  left: '{login}: handed over, the account is off, things: {n}.',
  dryRun: 'This is a dry run. To do it: --apply.',
  leaving: '{login}: the account is off, the work is being handed over.',
  // of both: work that goes from somebody, or from a unit that closes
  handOverLine: 'Handed over: {done} of {total}',
  handOverDone: 'All is handed over: {total}, of them left with their units: {freed}.',
  handOverWaits: 'Not handed over yet: {n}. It goes on by itself; the command can also be repeated.',
  outcomeHeir: 'handed over to {heir}',
  outcomeFree: 'stays with the unit',
  outcomeDiscarded: 'is deleted',
  outcomeStopped: 'somebody has to take it: --heir',
  // otinish office who
  appealUnknown: 'There is no such appeal: {appeal}.',
  appealSeveral: 'Several appeals have this number. Choose one: {ids}',
  executorIs: 'Executor: {name}',
  actingIs: 'Who acts: {name}, {by}',
  nobodyActs: 'Nobody acts.',
  free: 'nobody',
  desk: 'the registrar’s desk',
  unitIs: 'Unit: {unit}',
  linkLine: '{by}{unit}: {names}',
  noneThere: 'nobody is there',
  // otinish doctor --office
  officeGood: 'Open appeals: {n}. Each has a unit and somebody who answers for it.',
  handedOver: 'Being handed over now: {n}.',
  officeBad: '{id}: {what}',
  noUnit: 'in no unit’s queue nor on the registrar’s desk; route it to a unit',
  closedUnit: 'in a closed unit; route it to an open one',
  wrongExecutor: 'its executor may not hold it ({why}); reassign it',
  noDuty: 'nobody answers for it; enter a registrar or an administrator',
  by: {
    executor: 'executor',
    unit: 'unit',
    head: 'head',
    registrar: 'registrars',
    administrator: 'administrators',
  },
}
