import type { files as kk } from '../kk/files.ts'

export const files: typeof kk = {
  takePhoto: 'Take a photo',
  photosFit: 'A photo from a phone that is too large is made smaller by the page itself.',
  photoFor: 'Take a photo: {name}',
  waitingLine:
    'The connection was lost with {percent}% uploaded. It goes on by itself when the connection is back.',
  waitingSession:
    'Your session ended with {percent}% uploaded. It goes on by itself when you have signed in again.',
  tryNow: 'Go on now',
  queued: 'Waiting its turn',
  reading: 'The file is being read…',
  sent: '{done} of {total} uploaded ({percent}%)',
  checkingWhole: 'The whole file has arrived and is being checked…',
  dropHere: 'Drop the file here',
  unfinished: 'Not uploaded to the end: {done} of {total} arrived ({percent}%).',
  unfinishedHint:
    'Choose the same file again: it goes on where it stopped. Another file is uploaded from its beginning.',
  chooseAgain: 'Choose the file again',
  said: {
    begun: 'Uploading: {name}',
    half: '{name}: half uploaded',
    paused: '{name}: the connection was lost, waiting',
    resumed: '{name}: the upload goes on',
    added: 'Added: {name}',
  },
  checking: 'Being checked for viruses',
  checkingHint: 'You can sign when the check is done. Wait, or come back later: the file is kept.',
  infected: 'A virus was found: this file can be neither sent nor downloaded.',
  notChecked: 'not checked for viruses yet',
  withVirus: 'a virus was found, not for download',
  noScanner:
    'Files are not checked for viruses: no scanner is connected. Check them yourself before opening.',
  stillChecking: 'Files are being checked for viruses; wait until that is done.',
  infectedMissing: '“{document}”: remove the file with the virus and attach a clean one',
  checkingMissing: '“{document}”: the file is being checked for viruses; wait until that is done',
  downloadFile: 'Download {name}, {size}',
  downloadAll: 'Download all files (ZIP)',
  leftOut: 'These files are not in the ZIP:',
  leftInfected: '{name}: a virus was found',
  leftPending: '{name}: not checked for viruses yet; download it later by itself',
  leftDamaged: '{name}: the stored file is damaged',
  archiveHint: 'If a file can’t go into the ZIP, the text “{text}” inside names it.',
  leftOutName: 'Files left out.txt',
}
