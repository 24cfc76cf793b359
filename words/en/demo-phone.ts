import type { demoPhone as kk } from '../kk/demo-phone.ts'

export const demoPhone: typeof kk = {
  title: 'The phone of the demo',
  hint: 'This is no real phone: in the demo this page plays the eGov Mobile app. People and keys here are invented.',
  app: 'eGov Mobile (played)',
  whose: 'Whose phone is it?',
  document: 'Document',
  organisation: 'Asked by',
  purpose: 'Purpose',
  validUntil: 'Valid until',
  compare: 'Are the two digits in the document’s name the same as on the page of the cabinet?',
  sign: 'Sign',
  signing: 'Signing…',
  cancel: 'Decline',
  looking: 'Asking for the document…',
  signed: 'Signed. Go back to the page of the cabinet.',
  cancelled: 'Signing was declined.',
  refused: 'The site refused: {message}',
  refusedPlain: 'The site refused.',
  notOurs: 'This QR code is not of this cabinet.',
  noCode: 'The phone sees no QR code',
  noCodeHint:
    'At the signing step choose eGov Mobile, and in the window that opens press “Demo: open the phone”.',
  again: 'Scan the QR code again',
  mischief: 'What if something is wrong?',
  mischiefHint:
    'The phone answers wrongly on purpose: you see what the cabinet says. To sign for somebody else, choose another person above. To be late, wait until the code is over.',
  mischiefs: {
    otherDocument: 'Sign another document',
    damaged: 'Send a damaged signature',
    attached: 'Return the document inside the signature',
    twice: 'Answer twice',
  },
}
