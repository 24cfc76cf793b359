import type { replySigning as kk } from '../kk/reply-signing.ts'

export const replySigning: typeof kk = {
  title: 'Signing',
  paper: 'Outgoing No. {number}, {date}',
  open: 'Give it a number and open it for signing',
  opening: 'Opening…',
  openHint:
    'The letter gets an outgoing number and today’s date. Not signed by midnight, the number is annulled.',
  how: 'How will you sign?',
  sign: 'Sign and send',
  signBoth: 'Sign both letters and send',
  lookAtBoth: 'First open and look at the letters in both languages: one signing is for both.',
  until: 'The key window opens. It can be signed until {moment}.',
  refuse: 'Don’t sign',
  refusing: 'Annulling…',
  refuseHint: 'The number is annulled, and the register says why. The letter stays approved.',
  backHint: 'If the letter goes back, the number that it was given is annulled.',
  othersSign: 'Another head signs this letter.',
  signedSent: 'The letter is signed and sent to the client: No. {number}.',
  signedSending:
    'The letter is signed and being sent: No. {number}. It goes once the national authority has answered.',
  bytesDiffer:
    'The letter to be signed is not the one that is shown. Reload the page and open the letter again.',
  keyWindow: 'Sign the company’s letter with an EDS key',
  sendingTitle: 'Being sent.',
  sendingText:
    'The letter is signed. It goes by itself once the national authority has confirmed that the key was not revoked. Nothing is needed from you.',
  seal: 'The company’s seal',
  asked: 'Asked {n} times.',
  next: 'Asked next: {date}.',
  ways: {
    egovQr: 'eGov Mobile, by QR',
    keyFile: 'With an EDS key file',
    ncaLayer: 'With NCALayer',
  },
  letterIn: {
    kk: 'letter in Kazakh',
    ru: 'letter in Russian',
  },
  verdicts: {
    good: 'The key is valid.',
    not_checked: 'Not asked.',
    unknown: 'Waiting for an answer.',
    revoked: 'The key was revoked.',
  },
}
