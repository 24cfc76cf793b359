import type { statuses as kk } from '../kk/statuses.ts'

export const statuses: typeof kk = {
  draft: {
    name: 'Draft',
    hint: 'The appeal has not been sent yet.',
    yourPart: 'Go on filling it in, sign it and send it.',
  },
  sent: {
    name: 'Sent',
    hint: 'The appeal was passed to the document system of {company}.',
    yourPart: 'Nothing is needed from you.',
  },
  registered: {
    name: 'Registered',
    hint: 'The appeal is registered by {company} and has a number and a date.',
    yourPart: 'Nothing is needed from you.',
  },
  awaitingExecution: {
    name: 'Awaiting execution',
    hint: 'The responsible executor has taken the appeal.',
    yourPart: 'If you have a question, you can call them.',
  },
  interimReply: {
    name: 'Interim reply',
    hint: 'More time is needed, a new due date is set.',
    yourPart: 'Read the letter. Nothing else is needed from you.',
  },
  executed: {
    name: 'Executed',
    hint: 'The appeal is executed, the reply of {company} has arrived.',
    yourPart: 'Read and download the reply.',
  },
  forwarded: {
    name: 'Forwarded',
    hint: 'Another body is competent, and the appeal was sent there.',
    yourPart: 'Read in the letter where it went: the answer will come from there.',
  },
  returned: {
    name: 'Returned',
    hint: 'The appeal was returned, the letter states why.',
    yourPart: 'Open the appeal: it says why. You can copy it to a new draft.',
  },
  withdrawn: {
    name: 'Withdrawn',
    hint: 'You took the appeal back, and {company} agreed to it.',
    yourPart: 'Nothing is needed from you. If the question comes up again, write a new appeal.',
  },
}
