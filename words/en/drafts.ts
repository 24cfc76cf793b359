import type { drafts as kk } from '../kk/drafts.ts'

export const drafts: typeof kk = {
  restored: 'What you wrote on this device and was not saved yet is back in its place.',
  joined:
    'The draft was also filled in in another window or on another device. The changes made there are joined in here: {fields}.',
  conflictTitle: 'The draft was changed in another window',
  conflictText:
    'These fields are filled in differently in two places. Choose for each which version stays. The other one is deleted.',
  mineAll: 'Keep everything as in this window',
  theirsAll: 'Keep everything as in the other window',
  mine: 'In this window',
  theirs: 'In the other window, saved {moment}',
  empty: 'empty',
  keepChosen: 'Keep what I chose',
  chooseEach: '{field}: choose which version stays',
  typeGroup: 'Contract, appeal type and its fields',
  goneTitle: 'This draft has been deleted',
  goneText: 'It was deleted in another window or on another device. You can begin a new appeal.',
  lostSent: 'What you wrote here is not in the letter that was sent. Copy it if you need it:',
  lostGone: 'What you wrote in this window was not saved. Copy it if you need it:',
  twinTitle: 'You already have a draft of this',
  twinText: 'Under contract No. {contract} you have begun the draft “{name}”. Last changed: {moment}.',
  twinGoOn: 'Go on with it',
  twinAnew: 'Begin again',
  unsavedHere: 'This device has changes that are not saved yet',
  signedHere: 'Signed, not sent',
  signedTitle: 'Signed, not sent',
  signedText:
    'Your signature is kept in this window, the key need not be chosen again. It is valid until midnight today.',
  signedVoid:
    'Your earlier signature was not sent and is no longer valid: the letter has changed or a new day has begun. Check the letter and sign again.',
  signOutTitle: 'The latest changes are not saved yet',
  signOutText:
    'If you log out, what is not saved yet is deleted from this device. Check the internet connection and try again.',
  signOutAnyway: 'Log out anyway',
  signOutStay: 'Stay',
}
