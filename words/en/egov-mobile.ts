import type { egovMobile as kk } from '../kk/egov-mobile.ts'

export const egovMobile: typeof kk = {
  windowName: {
    letter: 'Sign by QR with eGov Mobile',
    reply: 'Sign the reply with eGov Mobile',
    signIn: 'Log in with eGov Mobile',
    staffSignIn: 'Log in to the office with eGov Mobile',
    proof: 'Confirm the change with eGov Mobile',
  },
  qrName: 'QR code for the eGov Mobile app',
  steps: {
    letter: [
      'Open eGov Mobile and scan the QR code',
      'Sign the document in the app',
      'Press “Send” on this page',
    ],
    reply: [
      'Open eGov Mobile and scan the QR code',
      'Sign the letter in the app with the key that the company gave you',
      'Press “Send” on this page',
    ],
    signIn: [
      'Open eGov Mobile and scan the QR code',
      'Sign the log-in text in the app',
      'Come back to this page: the cabinet opens by itself',
    ],
    staffSignIn: [
      'Open eGov Mobile and scan the QR code',
      'Sign the log-in text in the app',
      'Come back to this page: the office opens by itself',
    ],
    proof: [
      'Open eGov Mobile and scan the QR code',
      'Sign the text that confirms the change in the app',
      'Come back to this page: the change is made at once',
    ],
  },
  openApp: 'Open eGov Mobile',
  openBusiness: 'Open with eGov Business',
  sameSteps: {
    letter: ['Open eGov Mobile', 'Sign the document in the app', 'Come back to this page and press “Send”'],
    reply: [
      'Open eGov Mobile',
      'Sign the letter in the app with the key that the company gave you',
      'Come back to this page and press “Send”',
    ],
    signIn: [
      'Open eGov Mobile',
      'Sign the log-in text in the app',
      'Come back to this page: the cabinet opens by itself',
    ],
    staffSignIn: [
      'Open eGov Mobile',
      'Sign the log-in text in the app',
      'Come back to this page: the office opens by itself',
    ],
    proof: [
      'Open eGov Mobile',
      'Sign the text that confirms the change in the app',
      'Come back to this page: the change is made at once',
    ],
  },
  otherPhone: 'QR code: scan it with another phone',
  facts: {
    site: 'Site',
    signer: 'Who signs',
    what: 'What is signed',
    opened: 'The code was opened here',
  },
  what: {
    letter: 'The letter of an appeal',
    reply: 'A letter of the company',
    signIn: 'The text for signing in to the cabinet',
    staffSignIn: 'The text for signing in to the appeals office',
    proof: 'The text that confirms a change',
  },
  pairName: 'Two digits to compare',
  pairHint:
    'The same two digits must be in the document’s name on the phone. Compare them: if they differ, do not sign.',
  left: 'left',
  validUntil: 'The QR code is valid until {time}',
  minutesLeft: 'The QR code is valid for {n} min. more',
  halfMinuteLeft: 'The QR code is valid for 30 seconds more',
  refresh: 'Refresh the QR code',
  refreshing: 'Refreshing…',
  codeTaken: 'The QR code was scanned',
  codeUsed: 'The QR code was used',
  codeOver: 'The QR code is no longer valid',
  codeComing: 'The QR code is being made…',
  states: {
    letter: {
      waiting: {
        title: 'Waiting for the signature…',
        text: 'When the signature comes, “Send” becomes active.',
      },
      fetched: {
        title: 'The document is open on the phone',
        text: 'Compare the two digits and sign in the app.',
      },
      signed: { title: 'The signature has come', text: 'Press “Send” to send the appeal.' },
      cancelled: {
        title: 'Signing was declined in the app',
        text: 'Refresh the QR code to sign again. Your appeal is kept as a draft.',
      },
      expired: {
        title: 'The QR code has expired',
        text: 'Refresh it and scan it again. Your appeal is kept as a draft.',
      },
      used: {
        title: 'The QR code has been used',
        text: 'The appeal may have been sent in another window. Reload the page.',
      },
    },
    reply: {
      waiting: {
        title: 'Waiting for the signature…',
        text: 'When the signature comes, “Send” becomes active.',
      },
      fetched: {
        title: 'The letter is open on the phone',
        text: 'Compare the two digits and sign in the app.',
      },
      signed: { title: 'The signature has come', text: 'Press “Send” to send the letter.' },
      cancelled: {
        title: 'Signing was declined in the app',
        text: 'Refresh the QR code to sign again. The letter waits to be signed.',
      },
      expired: {
        title: 'The QR code has expired',
        text: 'Refresh it and scan it again. The letter waits to be signed.',
      },
      used: {
        title: 'The QR code has been used',
        text: 'The letter may have been sent in another window. Reload the page.',
      },
    },
    signIn: {
      waiting: {
        title: 'Waiting for the signature…',
        text: 'When the signature comes, the cabinet opens on this page by itself.',
      },
      fetched: {
        title: 'The log-in text is open on the phone',
        text: 'Compare the two digits and sign in the app.',
      },
      signed: { title: 'The signature has come', text: 'The cabinet is opening…' },
      cancelled: {
        title: 'Signing was declined in the app',
        text: 'To log in, refresh the QR code and scan it again.',
      },
      expired: { title: 'The QR code has expired', text: 'Refresh it and scan it again.' },
      used: { title: 'The QR code has been used', text: 'To log in, refresh the QR code.' },
    },
    staffSignIn: {
      waiting: {
        title: 'Waiting for the signature…',
        text: 'When the signature comes, the office opens on this page by itself.',
      },
      fetched: {
        title: 'The log-in text is open on the phone',
        text: 'Compare the two digits and sign in the app.',
      },
      signed: { title: 'The signature has come', text: 'The office is opening…' },
      cancelled: {
        title: 'Signing was declined in the app',
        text: 'To log in, refresh the QR code and scan it again.',
      },
      expired: { title: 'The QR code has expired', text: 'Refresh it and scan it again.' },
      used: { title: 'The QR code has been used', text: 'To log in, refresh the QR code.' },
    },
    proof: {
      waiting: {
        title: 'Waiting for the signature…',
        text: 'When the signature comes, the change is made at once.',
      },
      fetched: {
        title: 'The confirming text is open on the phone',
        text: 'Compare the two digits and sign in the app.',
      },
      signed: { title: 'The signature has come', text: 'The change is being made…' },
      cancelled: {
        title: 'Signing was declined in the app',
        text: 'The change was not made. To confirm it, refresh the QR code and scan it again.',
      },
      expired: { title: 'The QR code has expired', text: 'Refresh it and scan it again.' },
      used: { title: 'The QR code has been used', text: 'To confirm the change, refresh the QR code.' },
    },
  },
  refused: 'The signature from the phone was not accepted',
  refusedNext: 'You can scan the QR code again.',
  send: 'Send',
  sending: 'Sending…',
  notYet: 'The signature has not come yet. First sign the document on your phone.',
  notYetOver: 'There is no signature. First refresh the QR code and sign the document on your phone.',
  copyLink: 'Copy the link',
  linkCopied: 'The link is copied',
  linkNotCopied: 'The link was not copied. Select it here:',
  demoPhone: 'Demo: open the phone',
  signedTitle: 'Signed on the phone, not sent',
  signedText:
    'Your signature from the phone is kept, there is no need to sign again. The appeal goes only when you press “Send”. Time limit: {moment}.',
}
