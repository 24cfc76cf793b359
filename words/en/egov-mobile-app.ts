import type { egovMobileApp as kk } from '../kk/egov-mobile-app.ts'

export const egovMobileApp: typeof kk = {
  letterErrand: 'Signing an appeal. Sign only if the page of the site shows the code {pair}.',
  replyErrand: 'Sign a letter of the company. Sign only if the page of the office shows the code {pair}.',
  submissionErrand:
    'Signing the withdrawal of an appeal. Sign only if the page of the site shows the code {pair}.',
  signInErrand: 'Signing in. Sign only if the page of the site shows the code {pair}.',
  staffSignInErrand:
    'A member of staff logs in to the appeals office. Sign only if the page of the site shows {pair}.',
  proofErrand:
    'Confirming a change. Sign only if you began it yourself and the page of the site shows the code {pair}.',
  letter: 'Code {pair}. {type}',
  reply: 'Code {pair}. Outgoing No. {number}',
  submission: 'Code {pair}. Withdrawal of an appeal',
  signInText: 'Code {pair}. Signing in',
  staffSignInText: 'Code {pair}. Logging in to the appeals office',
  opened: 'Site: {site}. The code was opened here: {device}, {at}.',
  siteLabel: 'Site',
  signerLabel: 'Who signs',
  whatLabel: 'What is signed',
  openedLabel: 'The code was opened here',
  what: {
    letter: 'The letter of an appeal',
    submission: 'The withdrawal of an appeal',
    reply: 'A letter of the company',
    signIn: 'The text for signing in to the cabinet',
    staffSignIn: 'The text for signing in to the appeals office',
    proof: 'The text that confirms a change',
  },
  proofText: 'Code {pair}. Confirming a change',
  pairLabel: 'Code on the page',
}
