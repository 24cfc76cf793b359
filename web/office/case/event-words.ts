import type { CaseEvent } from '../../../wire/case.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import type { Words } from '../../words.ts'

/** What an event says, in a line. */
export function eventLine(event: CaseEvent, words: Words<'case'>): string {
  const { events } = words
  const people = event.people.join(', ')
  const unit = event.unit ?? ''
  const number = event.number ?? ''
  const due = event.day === null ? null : fill(words.due, { day: formatShortDate(event.day) })
  const withDue = (text: string) => [text, due].filter((part) => part !== null).join(', ')
  switch (event.type) {
    case 'sent':
      return fill(events.sent, { number })
    case 'registered':
      return withDue(fill(events.registered, { number }))
    case 'takenIntoWork':
    case 'concernsNamed':
      return fill(events[event.type], { people })
    case 'reopened':
      return event.people.length === 0 ? events.reopenedFree : fill(events.reopened, { people })
    case 'executorChanged':
      return event.people.length === 0 ? events.givenBack : fill(events.executorChanged, { people })
    case 'papersAsked':
    case 'paperAskedAgain':
    case 'papersReminded':
    case 'interimReplied':
    case 'dueDateTold':
      return withDue(events[event.type])
    case 'routed':
      return event.unit === null ? events.toDesk : fill(events.routed, { unit })
    case 'workAssigned':
      return workLine(event, words)
    case 'noted':
      return event.again ? events.notedAgain : events.noted
    case 'asked':
    case 'questionAnswered':
    case 'questionWithdrawn':
      return fill(events[event.type], { unit })
    case 'linked':
      return event.number === null ? events.linkedHidden : fill(events.linked, { number })
    case 'unlinked':
      return event.number === null ? events.unlinkedHidden : fill(events.unlinked, { number })
    case 'submitted':
      if (event.what === 'withdrawal') return events.withdrawalAsked
      return event.what === 'papers' ? events.submittedPapers : events.submitted
    case 'withdrawalDeclined':
      return event.what === 'revoked' ? events.withdrawalRevoked : events.withdrawalDeclined
    case 'paperSettled':
      return event.what === 'accepted' ? events.paperAccepted : events.paperNotNeeded
    case 'messaged':
    case 'withdrawn':
    case 'answerNotNeeded':
    case 'replyProposed':
    case 'replySentBack':
    case 'replyTakenBack':
    case 'replyApproved':
    case 'replyFrozen':
    case 'replySigned':
    case 'numberAnnulled':
    case 'replyDiscarded':
    case 'registerCorrected':
    case 'executed':
    case 'forwarded':
    case 'corrected':
    case 'returned':
    case 'returnedByCompany':
    case 'noteDeleted':
      return events[event.type]
  }
}

function workLine(event: CaseEvent, words: Words<'case'>): string {
  const day = event.day === null ? null : `${words.internalDay}: ${formatShortDate(event.day)}`
  const people = event.people.length === 0 ? null : `${words.coExecutors}: ${event.people.join(', ')}`
  const remark = event.remark === null ? null : `${words.instruction}: ${event.remark}`
  return [words.events.workAssigned, people, day, remark].filter((part) => part !== null).join(' · ')
}

/** Who did it, for whom, by which rule, and why. */
export function eventActor(event: CaseEvent, words: Words<'case'>): string {
  const who = event.by ?? (event.source === 'cabinet' ? words.client : words.system)
  return [
    who,
    event.insteadOf !== null && fill(words.insteadOf, { name: event.insteadOf }),
    event.rule !== null && fill(words.byRule, { rule: event.rule }),
    event.remark !== null && event.type !== 'workAssigned' && fill(words.reason, { text: event.remark }),
  ]
    .filter((part): part is string => typeof part === 'string')
    .join(' · ')
}
