import type { AppealEvent, EventType } from './event.ts'

/** What gives the client a word of the company, or says that none is needed (docs/office.md 11). */
const givesWord: readonly EventType[] = [
  'messaged',
  'answerNotNeeded',
  'interimReplied',
  'papersAsked',
  'executed',
  'forwarded',
  'corrected',
  'returned',
  'returnedByCompany',
  'withdrawn',
]

type Submitted = Extract<AppealEvent, { readonly type: 'submitted' }>

/** Since when what the client has written waits for a word: the first of it that no word has answered. */
export function messageWaitsSince(history: readonly AppealEvent[]): string | null {
  let waiting: readonly Submitted[] = []
  for (const event of history) {
    if (event.type === 'submitted') waiting = [...waiting, event]
    else if (givesWord.includes(event.type)) waiting = unanswered(waiting, event)
  }
  // Papers wait to be settled, each by itself, and a withdrawal for a decision.
  return waiting.find(({ data }) => data.kind === 'message')?.occurredAt ?? null
}

/** What still waits after a word. A message answers no more than its writer had seen. */
function unanswered(waiting: readonly Submitted[], word: AppealEvent): readonly Submitted[] {
  const upTo = word.type === 'messaged' ? word.data.upTo : undefined
  if (upTo === undefined) return []
  return waiting.slice(waiting.findIndex(({ data }) => data.submissionId === upTo) + 1)
}
