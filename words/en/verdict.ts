import type { verdict as kk } from '../kk/verdict.ts'

export const verdict: typeof kk = {
  good: 'Signature checked: the key is good',
  checking: 'The signature is being checked',
  revoked: 'Signature not good: the key was revoked',
  notAsked: 'The signature is good; whether the key was revoked has not been asked yet',
  checkingHint:
    'We are asking the national certification authority whether your key was revoked. Nothing for you to do.',
  returnedTitle: 'The appeal was returned unconsidered: {date}',
  reasons: {
    revoked: 'Reason: the key that signed the letter was revoked.',
    on_hold: 'Reason: the key that signed the letter has been on hold for more than ten days.',
    not_known_to_ca: 'Reason: the national certification authority does not know this key.',
    notConsidered: 'The company has left it unconsidered. Its letter in the correspondence says why.',
    other: 'Reason: the signature turned out not to be good.',
  },
  revokedSince: 'The key was revoked: {date}.',
  whatNow:
    'Text and documents go into a new draft: sign it with a key that is good, and send it again. A fee paid by bank details is not paid twice.',
  whatNowUnconsidered:
    'Read the letter. Text and documents go into a new draft: change what the letter names, sign it and send it again. If you do not agree, write a complaint: the button is under the letter.',
  copy: 'Copy to a new draft',
  copying: 'Copying…',
  checkedAt: 'Checked',
  timestampedAt: 'Timestamp',
  revokedAt: 'Key revoked',
  revokedLater: '{date}, after signing: it does not touch this signature',
  cardTitle: 'Check of the signature',
  open: 'signature being checked since {date}',
  waitsSince: 'Waiting since {date} ({wait})',
  days: 'days: {days}, hours: {hours}',
  hours: 'hours: {hours}, minutes: {minutes}',
  asked: 'Times asked: {n}, last {date}',
  askedNever: 'Not asked yet',
  next: 'Asked next: {date}',
  blocks:
    'Registration, term and interim replies go on. Only the answer “Executed” can’t be sent until the check is over.',
  afterwards:
    'The key turned out revoked, but the answer had been sent: it stays as it is. A head decides what to do.',
  codes: {
    revocation_unavailable:
      'The national certification authority does not answer, or its answer could not be verified.',
    on_hold: 'The key is on hold. If that is not lifted within ten days, the appeal is returned.',
    not_known_to_ca:
      'The national certification authority does not know this key. If it does not within ten days, the appeal is returned.',
    revoked: 'The key had been revoked before it signed.',
    revocation_not_checked: 'Asking the authority is not configured, or has not begun yet.',
    other: 'The check is not finished: {code}. Tell the administrator.',
  },
}
