import type { replySignature as kk } from '../kk/reply-signature.ts'

export const replySignature: typeof kk = {
  signed: 'Signed by: {name}, {position}',
  signedByClient: 'Signed by: {name}',
  seal: 'Seal of {company}',
  head: 'head',
  verdicts: {
    good: 'Checked: the key is valid',
    not_checked: 'Checked; whether the key was revoked was not asked',
    unknown: 'Being checked',
    revoked: 'Not valid: the key was revoked',
  },
  letterIn: { kk: 'letter in Kazakh', ru: 'letter in Russian' },
  more: 'About the signature',
  moreSeal: 'About the seal',
  signedAt: 'Signed at',
  files: 'Signature files of the letter',
  howToCheck: 'Anybody can check the letter with its .p7s file:',
  check: 'page that checks a signature',
}
