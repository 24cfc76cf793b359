import type { LastAct } from '../last-act.ts'

/** Who did what and when, before the words of a refusal that an old page gets. No name is inflected. */
export const lastAct = {
  told: '{name}, {at}: {act}.',
  system: 'The system',
  acts: {
    taken: 'taken into work',
    named: 'executor named',
    renamed: 'executor changed',
    takenOver: 'taken over',
    givenBack: 'given back',
    routed: 'routed to a unit',
    toDesk: 'returned to the registrar',
    interimReplied: 'interim reply sent',
    executed: 'executed',
    forwarded: 'forwarded it',
    reopened: 'took it back to work',
    returned: 'returned to the client',
    withdrawn: 'agreed to the withdrawal',
    replyProposed: 'letter proposed for approval',
    replySentBack: 'letter sent back',
    replyTakenBack: 'letter taken back',
    replyApproved: 'letter approved',
    replyFrozen: 'letter numbered for signing',
    replySigned: 'letter signed',
    replySent: 'letter sent',
    replyDiscarded: 'draft of the letter deleted',
  } satisfies Record<LastAct, string>,
}
