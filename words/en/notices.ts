import type { notices as kk } from '../kk/notices.ts'

export const notices: typeof kk = {
  byNumber: 'No. {number}',
  byCoupon: 'with coupon No. {coupon}',
  kinds: {
    registered: {
      title: 'Appeal {label} is registered',
      detail: '{company} registered the appeal with the date {date}. Due date: {due}.',
      yourPart: 'Nothing is needed from you: wait for the reply.',
    },
    takenIntoWork: {
      title: 'Appeal {label} is taken into work',
      detail: 'The responsible executor is now considering the appeal.',
      yourPart: 'If you have a question, the executor’s telephone is on the page of the appeal.',
    },
    dueDateMoved: {
      title: 'Interim reply to appeal {label}',
      detail: 'More time is needed. New due date: {due}.',
      yourPart: 'Read the interim reply. Nothing else is needed from you.',
    },
    papersAsked: {
      title: 'Papers are asked for on your appeal {label}',
      detail:
        '{company} asks you for papers to go on with it. Which ones and by which day is on the page of the appeal.',
      yourPart: 'Open the appeal, attach the papers that are asked for and press “Send”.',
    },
    papersDue: {
      title: 'The day for papers on your appeal {label} is near',
      detail:
        'The papers that were asked for have not been sent yet. Their list and day are on the page of the appeal.',
      yourPart: 'Open the appeal, attach the papers that are asked for and press “Send”.',
    },
    executed: {
      title: 'Appeal {label} is executed',
      detail: 'The reply of {company} has come to the cabinet.',
      yourPart: 'Read and download the reply.',
    },
    forwarded: {
      title: 'Your appeal {label} has been forwarded',
      detail: 'It is not for {company} to decide: another body will consider it.',
      yourPart: 'Read the copy of the letter. The answer will come from that body.',
    },
    corrected: {
      title: 'A letter on appeal {label} has been corrected',
      detail: '{company} has corrected an earlier letter by a new one. Neither status nor term has changed.',
      yourPart: 'Read both letters: the new one says what was wrong.',
    },
    reopened: {
      title: 'Your appeal {label} is considered again',
      detail: '{company} has taken it back to work after the answer. The earlier answer stays on its page.',
      yourPart: 'Nothing is needed from you: wait for the new answer.',
    },
    returned: {
      title: 'Appeal {label} was returned unconsidered',
      detail: 'The signature under the letter turned out not to hold. The page of the appeal says why.',
      yourPart: 'Open the appeal, press “Copy to a new draft” and sign it with a key that is good.',
    },
    returnedByCompany: {
      title: 'Your appeal {label} was returned unconsidered by the company',
      detail: '{company} has not considered it. The letter says why.',
      yourPart:
        'Read the letter. You can copy the appeal to a new draft, or write a complaint about the letter.',
    },
    messaged: {
      title: 'You have a message about appeal {label}',
      detail: '{company} has written you a message about this appeal. It is not the answer to the appeal.',
      yourPart: 'Read the message and, if you need to, write back on the page of the appeal.',
    },
    withdrawn: {
      title: '{label}: your appeal is withdrawn',
      detail: '{company} agreed to your withdrawal. The appeal is considered no further.',
      yourPart: 'Nothing is needed from you. If the question comes up again, write a new appeal.',
    },
    withdrawalDeclined: {
      title: '{label}: your appeal is not withdrawn and goes on',
      detail: '{company} did not agree to your withdrawal. The reason is on the page of the appeal.',
      yourPart: 'Read the reason. The due date has not changed.',
    },
    withdrawalRevoked: {
      title: '{label}: your appeal is not withdrawn, the signature is not valid',
      detail:
        'The key that signed your withdrawal turned out not to be valid, so the letter has no force. {company} decided nothing.',
      yourPart: 'The appeal goes on, and the due date has not changed. To ask again, sign with a valid key.',
    },
    signedNotSent: {
      title: 'The letter is signed but not sent yet',
      detail:
        'You signed the letter with eGov Mobile, but Send has not been pressed. The signature is kept for 24 hours.',
      yourPart: 'Open the appeal and press Send.',
    },
    newDevice: {
      title: 'Somebody signed in to your account on a new device',
      detail: 'Device: {device}. Time: {at}.',
      yourPart:
        'If it was you, do nothing. If it was not, sign out on that device in your profile, under “Devices where you are signed in”, and call the call centre.',
    },
    contactsChanged: {
      title: 'Your contacts were changed',
      detail: 'What was changed: {fields}. Time: {at}.',
      yourPart:
        'If you did it, do nothing. If you did not, sign out on all other devices in your profile, correct the contacts and call the call centre.',
    },
  },
  contacts: { address: 'address', phone: 'phone', email: 'e-mail' },
  openAccount: 'Look at the devices',
  openAccountOf: 'Look at the devices: {title}',
  mailAccount: 'Open the profile:',
  dueToBeTold: 'to be told later',
  receiverIs: 'Sent to: {receiver}.',
  executorIs: 'Executor: {name}.',
  executorWithExtension: 'Executor: {name}, extension {extension}.',
  title: 'Notices',
  hint: 'What has changed in your appeals.',
  fresh: 'new',
  markAll: 'Mark all as read',
  markOne: 'Mark as read',
  markOneOf: 'Mark as read: {title}',
  open: 'Open the appeal',
  openOf: 'Open the appeal: {title}',
  openReply: 'Read the reply',
  openReplyOf: 'Read the reply: {title}',
  emptyTitle: 'No notices yet',
  emptyHint: 'You will be told here when an appeal is registered, taken into work and answered.',
  settingsLink: 'Get notices by e-mail',
  appealChanged: 'There is news of the appeal. Status: {status}.',
  settingsTitle: 'Notices',
  inCabinet: 'Notices are always shown in the cabinet.',
  byEmail: 'Send me notices by e-mail too',
  byEmailHint: 'The e-mail has the number of the appeal and a link, and no other data.',
  noEmail: 'There is no e-mail address in the profile, so notices are shown in the cabinet only.',
  mailLanguage: 'Language of e-mails',
  confirmedState: 'The address {email} is confirmed: notices are sent to it.',
  unconfirmedState: 'The address {email} is not confirmed yet, so no notices are sent to it.',
  linkSentState: 'An e-mail was sent to {email}. Open the link in it within 24 hours.',
  linkSentHint: 'If it does not arrive, look into the spam folder.',
  sendLink: 'Send an e-mail to confirm it',
  sendLinkAgain: 'Send the e-mail again',
  sendingLink: 'Sending…',
  refusedState: 'The address {email} did not accept our e-mail ({date}).',
  refusedHint:
    'Check that it is written correctly. If it is not, correct it in your contacts; if it is, send the e-mail to confirm it again. Until then notices are shown in the cabinet only.',
  unavailable: 'This site sends no mail: notices are shown in the cabinet only.',
  demoMailLink: 'Demo: mail',
  confirmTitle: 'Confirming an e-mail address',
  confirmHint: 'After you press the button, notices are sent to this address.',
  confirm: 'Confirm the address',
  confirming: 'Confirming…',
  confirmedTitle: 'The e-mail address is confirmed',
  confirmedHint: 'From now on notices are sent to {email} too.',
  toCabinet: 'Go to the cabinet',
  mailOpen: 'Open the appeal:',
  mailSettings: 'Stop these e-mails or change the address:',
  mailFoot: 'This e-mail was sent by the client cabinet of {company}. There is no need to answer it.',
  confirmSubject: 'Confirm your e-mail address',
  confirmText:
    'Somebody in the client cabinet of {company} asked to send notices to this address. If it was you, open the link and confirm the address. The link is good for 24 hours.',
  confirmLink: 'Confirm:',
  confirmNotYou: 'If it was not you, do nothing: no notices will be sent here.',
  staffRefused:
    'The client’s address {email} did not accept an e-mail on {date} (code {reply}). The client sees notices in the cabinet only: if it matters, call.',
  demoTitle: 'Demo: mail',
  demoHint: 'E-mails sent by the cabinet. In the demo they go nowhere but here.',
  demoEmpty: 'No e-mails yet',
  demoEmptyHint: 'Turn on notices by e-mail in the profile.',
  demoTo: 'To: {to}',
}
