import type { thread as kk } from '../kk/thread.ts'

export const thread: typeof kk = {
  write: 'Write to the executor',
  hint: 'The message is added to the correspondence of this appeal. It does not change the due date.',
  text: 'Message',
  files: 'Attached files: {n}',
  filesOf: 'Files of the message',
  attach: 'Attach a file',
  attachHint: 'JPG, PDF, PNG, DOC, DOCX. One file is no larger than {size}',
  removeFile: 'Remove: {name}',
  uploading: 'Uploading: {percent}%',
  send: 'Send',
  sending: 'Sending…',
  sent: 'Your message was sent. Received by the company: {date}.',
  missing: 'Write the text of the message',
  kept: 'Saved automatically: {time}',
  keeping: 'Saving…',
  notKept:
    'Not saved on the server yet; the text stays in this window. It will be saved once the line is back.',
  notKeptSignedOut:
    'The session has ended: the text stays in this window. It will be saved after you sign in again.',
  keepNow: 'Save now',
  conflict: 'This message was changed on another device. Which one do you keep?',
  mine: 'On this device',
  theirs: 'On the other device',
  keepMine: 'Keep this device’s',
  keepTheirs: 'Take the other device’s',
  gone: 'This message was sent or deleted on another device. Look at the correspondence: the text here is not sent yet.',
  over: 'The appeal is over and messages are no longer taken. Copy what you have written.',
  discard: 'Delete the message',
  discardTitle: 'Delete the message?',
  discardText: 'The text and the attached files will be deleted. This cannot be undone.',
  discarding: 'Deleting…',
  empty: 'No text',
  // an appeal after this one
  begin: { objection: 'I do not agree: write a complaint', again: 'Write about this again' },
  beginning: 'Opening…',
  objectionHint:
    'A complaint is an appeal of its own, with its own number and term. Staff who had a part in this letter do not consider it.',
  follows: {
    objection: 'A complaint about the letter in appeal No. {number}',
    again: 'Written about the same after appeal No. {number}',
  },
  followedBy: {
    objection: 'Complaint about the letter: No. {number}',
    again: 'A later appeal about this: No. {number}',
  },
  withdraw: 'Ask to withdraw',
  withdrawHint:
    'A letter is prepared and you sign it with your EDS key. The company decides within 3 working days; until then the term runs.',
  withdrawReason: 'Why you withdraw the appeal',
  withdrawMissing: 'Write the reason',
  withdrawPrepare: 'Prepare the letter',
  withdrawPreparing: 'The letter is being prepared…',
  withdrawChange: 'Change the reason',
  withdrawConfirm: 'Withdraw the appeal? To send it again you will need a new one.',
  withdrawUnregistered: 'You can ask to withdraw the appeal once it is registered.',
  withdrawSent: 'Your withdrawal was sent: {date}.',
  withdrawDiffers: 'The letter differs from the one that was shown. Prepare it again.',
  withdrawNotSent: 'Signed, not sent',
  withdrawNotSentText:
    'The server has not answered. When the connection is back the letter goes by itself; there is no need to sign again.',
  withdrawOnPhone:
    'Your signature from the phone is kept, there is no need to sign again. The letter goes only when you press “Send”. Time limit: {moment}.',
  withdrawalOf: '{name}: withdrawal of the appeal',
  withdrawalReason: 'Reason: {reason}',
  paperAskedAgain: '“{name}” was asked for again: {at}. Reason: {reason}',
  withdrawalStates: {
    open: 'A decision is awaited. The company decides by {day}; until then the appeal is considered.',
    accepted: 'The company agreed: {at}. The appeal is withdrawn.',
    declined: 'The company did not agree: {at}. The appeal goes on.',
    revoked:
      'It ended by itself: {at}. The key that signed it turned out not to be valid, so the letter has no force. The company decided nothing, and the appeal goes on. It can be asked for again with another key.',
    over: 'The appeal was over before a decision.',
  },
}
