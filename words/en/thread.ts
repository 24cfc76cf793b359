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
}
